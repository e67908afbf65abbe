import { describe, expect, it } from 'vitest';
import { lazyTools } from '../../tools/lazy-registry.js';
import { Problems } from '../problems.js';
import { readVerb } from './read-verb.js';
import { flagsOf } from './schema-flags.js';
import { findVerb, verbsOf } from './verbs.js';

const VERBS = verbsOf(
  lazyTools.map((tool) => ({ ...tool, inputSchema: tool.list({ pinned: true }).inputSchema })),
);

function read(...argv: string[]) {
  const [group = '', action = '', ...rest] = argv;
  const verb = findVerb(VERBS, [group, action]);
  if (verb === null) throw new Error(`no verb ${group} ${action}`);
  const problems = new Problems();
  return { ...readVerb(verb, rest, problems), problems: problems.found };
}

describe('the verbs', () => {
  it('are these, each with these flags', () => {
    expect(
      VERBS.map(({ words, flags }) => `${words.join(' ')}: ${flags.map(({ name }) => name).join(' ')}`),
    ).toEqual([
      'cluster list: subscription-ids all-workspaces limit',
      'cluster prepare: resource-id namespace training inference extension-settings create-namespace grant-roles instance-types steps',
      'cluster inspect: resource-id include',
      'compute check: name resource-id namespace identity-type identity-ids',
      'compute attach: name resource-id namespace identity-type identity-ids description tags dry-run replace skip-checks',
      'compute wait: name until',
      'compute status: name',
      'compute list: limit',
      'compute diagnose: name',
      'compute detach: name',
    ]);
  });

  it.each([
    ['show', 'compute status'],
    ['get-status', 'compute status'],
    ['check-attach', 'compute check'],
    ['delete', 'compute detach'],
  ])('know %s by the name that users of Azure expect', (action, meant) => {
    expect(findVerb(VERBS, ['compute', action])?.words.join(' ')).toBe(meant);
  });

  it('fail for a construct of JSON Schema that no flag is known for', () => {
    expect(() => flagsOf({ properties: { odd: { type: 'number' } } })).toThrow('odd');
    expect(() => flagsOf({ properties: { odd: { type: 'array', items: { type: 'array' } } } })).toThrow(
      'odd',
    );
  });

  it('take a list of names and values as pairs, and null as not given', () => {
    const items = { type: 'object', properties: { name: { type: 'string' }, value: { type: 'string' } } };
    const tags = { anyOf: [{ type: 'array', items }, { type: 'null' }], description: 'Labels' };
    expect(flagsOf({ properties: { tags } })).toMatchObject([{ name: 'tags', kind: 'map', help: 'labels' }]);
  });
});

describe('the arguments of a verb', () => {
  it('become those of the tool', () => {
    const { args, problems } = read(
      ...['compute', 'attach', 'gpu', '--resource-id', '/id', '--identity-type', 'user_assigned'],
      ...['-i', 'a,b', '-i', 'c', '--tag', 'team=ml', '--tags', 'empty=', '--tags', 'eq=a=b', '--dry-run'],
    );
    expect(problems).toEqual([]);
    expect(args).toEqual({
      name: 'gpu',
      resource_id: '/id',
      identity_type: 'UserAssigned',
      identity_ids: ['a', 'b', 'c'],
      tags: { team: 'ml', empty: '', eq: 'a=b' },
      dry_run: true,
    });
  });

  it('are not given where they are empty and need not be given', () => {
    const empty = [
      '--namespace',
      '',
      '--description=',
      '--identity-ids',
      '',
      '--tags',
      '',
      '--identity-type',
      '',
    ];
    const { args, problems } = read('compute', 'attach', 'gpu', '--resource-id', '/id', ...empty);
    expect(problems).toEqual([]);
    expect(args).toEqual({ name: 'gpu', resource_id: '/id' });
    expect(read('compute', 'attach', 'gpu', '--resource-id', '').problems).toContain(
      '--resource-id needs a value',
    );
    expect(read('compute', 'attach', 'gpu', '--dry-run=').problems).toContain('--dry-run takes no value');
  });

  it('leave the flags of the connection to the server', () => {
    const { args, connection } = read(
      ...[
        'compute',
        'list',
        '-g',
        'rg',
        '--workspace-name',
        'ws',
        '--subscription',
        'sub',
        '--demo',
        '--limit',
        '5',
      ],
    );
    expect(args).toEqual({ limit: 5 });
    expect(connection).toEqual([
      '--resource-group',
      'rg',
      '--workspace',
      'ws',
      '--subscription',
      'sub',
      '--demo',
    ]);
  });

  it.each([
    [['compute', 'status'], 'the name is missing, such as compute status gpu'],
    [['compute', 'status', 'a', 'b'], 'compute status takes one name'],
    [['compute', 'list', 'a'], 'compute list takes no name'],
    [['compute', 'list', '--limit', '0'], '--limit must be a whole number from 1 to 100'],
    [['compute', 'list', '--limit', '1e2'], '--limit must be a whole number from 1 to 100'],
    [['compute', 'wait', 'a', '--until', 'done'], '--until must be one of attached, detached, any'],
    [
      ['compute', 'wait', 'a', '--timeout', 'soon'],
      '--timeout must be a whole number of seconds, such as 600',
    ],
    [['compute', 'wait', 'a', '--wait'], '--wait: compute wait starts nothing to wait for'],
    [['compute', 'list', '-o', 'xml'], '--output must be one of json, table, tsv, yaml, none'],
    [
      ['compute', 'attach', 'a', '--resource-id', 'x', '--tags', 'ml'],
      '--tags takes pairs, such as --tags team=ml',
    ],
    [['compute', 'status', 'a', '--qiet'], '--qiet: no such flag; did you mean --quiet?'],
    [['compute', 'status', 'a', '--yes=no'], '--yes takes no value'],
    [['compute', 'status', 'a', '--query'], '--query needs a value'],
  ])('are refused: %j', (argv, problem) => {
    expect(read(...argv).problems).toContain(problem);
  });

  it('are never shown, because what follows a mistyped flag may be a secret', () => {
    const { problems } = read('compute', 'status', 'a', '--confirm-kye', 'SECRET-VALUE', '--confirm-key=');
    expect(problems.join()).not.toContain('SECRET-VALUE');
  });

  it('include options of the program', () => {
    expect(
      read('compute', 'detach', 'a', '-y', '--wait', '-o', 'JSON', '--query', 'name', '-q').options,
    ).toEqual({
      output: 'json',
      query: 'name',
      wait: true,
      timeoutSeconds: 3_600,
      yes: true,
      quiet: true,
    });
    expect(read('compute', 'list', '--json').options.output).toBe('json');
    expect(read('compute', 'attach', 'a', '--wait', '--no-wait').options.wait).toBe(false);
  });
});
