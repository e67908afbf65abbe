import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFleet } from './read-fleet.js';

const A = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers';
const AKS = `${A}/Microsoft.ContainerService/managedClusters/aks1`;

function problemsOf(...texts: readonly string[]): readonly string[] {
  const read = readFleet(
    texts.map((text, index) => ({ name: `f${index}.yaml`, text: text.replaceAll('$AKS', AKS) })),
  );
  return read.kind === 'problems' ? read.problems : [];
}

describe('a file of a fleet', () => {
  it('is read as YAML or JSON, in several documents and files that add up', () => {
    const one = 'computes:\n  - { name: a, resource_id: $AKS }\n';
    const two =
      '{ "type": "kubernetes", "name": "b", "resource_id": "$AKS" }\n---\ntype: kubernetes\nname: c\nresource_id: $AKS\n';
    const read = readFleet([one, two].map((text) => ({ name: 'f', text: text.replaceAll('$AKS', AKS) })));
    expect(read.kind === 'fleet' && read.fleet.computes.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('has remarks with their place, such as a namespace that two computes share', () => {
    const text = 'computes:\n  - { name: a, resource_id: $AKS }\n  - { name: b, resource_id: $AKS }\n';
    const read = readFleet([{ name: 'f', text: text.replaceAll('$AKS', AKS) }]);
    expect(read.kind === 'fleet' && read.notes).toEqual([
      expect.stringMatching(/^f:3:5: computes\.1 shares namespace default of its cluster/),
    ]);
  });

  it('merges keys, as the files of Azure do', () => {
    const text = 'x: &base { namespace: ml }\n';
    expect(problemsOf(`${text}computes: []\n`)).toEqual([
      expect.stringMatching(/^f0.yaml:1:1: x is unknown here/),
    ]);
  });

  it.each([
    [
      'a member without its meaning',
      'computes:\n  - name: a\n    resourceId: $AKS\n',
      'f0.yaml:3:5: computes.0.resourceId is unknown here; did you mean resource_id?',
    ],
    [
      'Windows line ends',
      'computes:\r\n  - name: a\r\n    resource_id: nope\r\n',
      'f0.yaml:3:5: computes.0.resource_id must be',
    ],
    [
      'a number in place of text',
      'type: kubernetes\nname: a\nresource_id: $AKS\ntags: { cost: 42 }\n',
      'f0.yaml:4:9: tags.cost must be text',
    ],
    ['a member that is missing', 'computes:\n  - name: a\n', 'f0.yaml:2:5: computes.0 lacks resource_id'],
    [
      'a key that stands twice',
      'type: kubernetes\nname: a\nname: b\nresource_id: $AKS\n',
      'f0.yaml:3:1: cannot be read: duplicate key',
    ],
    [
      'a tag of another program',
      'type: !!python/object x\n',
      'f0.yaml:1:7: cannot be read: tag resolve failed',
    ],
    ['a tab', 'computes:\n\t- a\n', 'f0.yaml:2:1: cannot be read'],
    ['nothing', '', 'f0.yaml:1:1: the document is neither a fleet'],
  ])('is refused for %s, with its place', (_, text, problem) => {
    expect(problemsOf(text)[0]).toContain(problem);
  });

  it.each(['no', 'on', '017', '0o17', '12:30:45', '1_000', '2026-01-01', 'Yes'])(
    'is refused for %s without quotes, which readers of YAML do not agree on',
    (scalar) => {
      const text = `type: kubernetes\nname: a\nresource_id: $AKS\ndescription: ${scalar}\n`;
      expect(problemsOf(text).join('\n')).toContain('f0.yaml:4:14: means different things');
      expect(problemsOf(text.replace(`: ${scalar}`, `: "${scalar}"`))).toEqual([]);
    },
  );

  it('is refused for aliases that would fill the memory', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((name, index) => {
        const before = 'abcdefg'[index];
        return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`;
      }),
    ].join('\n');
    expect(problemsOf(bomb)).toEqual(['f0.yaml:1:1: has too many aliases']);
  });

  it('is read or refused with a place, whatever it holds', async () => {
    const check = fc.property(fc.oneof(fc.string(), fc.json()), (text): boolean =>
      problemsOf(text).every((problem) => /^f0\.yaml:\d+:\d+: ./s.test(problem)),
    );
    await fc.assert(check);
  });
});
