import { describe, expect, it } from 'vitest';
import { type Command, parseCommand } from './config.js';

const GROUP = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/Demo';
const CLUSTER = `${GROUP}/providers/Microsoft.ContainerService/managedClusters/Aks1`;

function parse(...argv: string[]): Command {
  return parseCommand({ argv, env: {}, cwd: '/', readFile: () => ({ kind: 'absent' }), toolNames: [] });
}

function preparing(...argv: string[]) {
  const command = parse(...argv);
  if (command.kind !== 'serve') throw new Error(JSON.stringify(command));
  return command.config.preparing;
}

function problems(...argv: string[]): string {
  const command = parse(...argv);
  return command.kind === 'problems' ? command.problems.join('\n') : command.kind;
}

describe('parsePreparing', () => {
  it.each([
    [[], 'apply', 'read'],
    [['--http'], 'plan', 'off'],
    [['--read-only'], 'plan', 'off'],
    [['--prepare', 'off', '--in-cluster', 'write'], 'off', 'write'],
    [['--http', '--in-cluster', 'read'], 'plan', 'read'],
    [['--http', '--prepare', 'apply', '--allow-cluster', GROUP], 'apply', 'off'],
  ])('takes %j as %s and %s', (argv, mode, inCluster) => {
    expect(preparing(...argv)).toMatchObject({ mode, inCluster });
  });

  it('takes clusters and resource groups, without regard to case', () => {
    const { allowedClusters } = preparing('--allow-cluster', `${CLUSTER},${GROUP}/`);
    expect(allowedClusters).toEqual([CLUSTER.toLowerCase(), GROUP.toLowerCase()]);
    expect(preparing().allowedClusters).toBeNull();
  });

  it.each([
    [['--http', '--prepare', 'apply'], '--prepare apply over HTTP needs --allow-cluster'],
    [['--read-only', '--prepare', 'apply'], '--prepare apply writes'],
    [['--read-only', '--in-cluster', 'read'], '--in-cluster read starts pods'],
    [['--prepare', 'yes'], '--prepare must be one of off, plan, apply'],
    [['--allow-cluster', 'my-cluster'], '--allow-cluster'],
  ])('does not start with %j', (argv, problem) => {
    expect(problems(...argv)).toContain(problem);
  });
});
