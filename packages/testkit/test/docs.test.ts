import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withWorlds } from '../scripts/render-worlds.js';
import { helpText } from '../src/command/cli-options.js';
import { FakeComputeService } from '../src/fake-compute-service.js';
import { faultShape } from '../src/faults/fault-shape.js';
import { ROUTE_NAMES } from '../src/faults/route-name.js';
import { worlds } from '../src/seed/worlds/worlds.js';
import { apiVersions } from '../src/service/api-versions.js';
import { defaultModes } from '../src/service/modes/modes.js';
import { modesShape } from '../src/service/modes/modes-shape.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const read = (name: string): string => readFileSync(here(`../../../docs/${name}`), 'utf8');
const topics = readdirSync(here('../../../docs/testkit')).map((page) => `testkit/${page}`);
const guide = ['testkit.md', ...topics].map(read).join('\n');
const worldsPage = read('testkit/worlds.md');
const compatibility = read('compatibility.md');

describe('the pages of the testkit', () => {
  it('list every world with what is planted in it', () => {
    expect(withWorlds(worldsPage)).toBe(worldsPage);
    for (const name of Object.keys(worlds)) expect(helpText).toContain(` ${name}`);
  });

  it('are all linked from the first', () => {
    for (const topic of topics) expect(read('testkit.md')).toContain(`](${topic})`);
  });

  it('tell of every fault effect, every flag and every part of the control plane', () => {
    const kinds =
      faultShape.problem({ effect: {} }, '$')?.rule.replace('must be one of ', '').split(', ') ?? [];
    expect(kinds.length).toBeGreaterThan(10);
    const flags = [...helpText.matchAll(/^ {2}(--[a-z-]+)/gm)]
      .map(([, flag]) => flag ?? '')
      .filter((flag) => flag !== '--version');
    const parts = Object.keys(new FakeComputeService().control);
    for (const word of [...kinds, ...flags, ...parts]) expect(guide).toContain(`\`${word}\``);
  });
});

describe('docs/compatibility.md', () => {
  it('tells of every operation, and of every mode with its default first', () => {
    for (const name of ROUTE_NAMES) expect(compatibility).toContain(`\`${name}\``);
    for (const [mode, value] of Object.entries(defaultModes))
      expect(compatibility).toMatch(new RegExp(`\\| \`${mode}\` \\| \`${String(value)}\``));
    for (const mode of Object.keys(defaultModes)) {
      const rule = modesShape.problem({ [mode]: [] }, '')?.rule ?? '';
      const row = new RegExp(`^\\| \`${mode}\` \\|.*$`, 'm').exec(compatibility)?.[0] ?? '';
      for (const [, word] of rule.matchAll(/"([^"]+)"/g)) expect(row).toContain(`\`${word}\``);
    }
    expect(Object.keys(apiVersions)).toHaveLength(16);
  });
});
