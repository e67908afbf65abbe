import { expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { nodeProblem } from './node-problem.js';

it.each(['22.12.0', '22.21.1', '24.0.0', '100.1.0'])('takes Node %s', (version) => {
  expect(nodeProblem(version)).toBeNull();
});

it.each(['18.20.8', '20.19.0', '22.0.0', '22.11.0'])('refuses Node %s', (version) => {
  expect(nodeProblem(version)).toBe(
    `needs Node 22.12 or later, and this is ${version}: install a newer one, or put npx -y -p node@24 in front of node`,
  );
});

it('takes what package.json asks for', () => {
  expect(packageJson.engines.node).toBe('>=22.12');
});
