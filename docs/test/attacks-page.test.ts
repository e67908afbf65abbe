import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pathOf, readPage } from './markdown.ts';

const sources = readdirSync(pathOf('attacks/src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(pathOf(`attacks/src/${path}`), 'utf8'));

it('docs/security.md has a row for each attack that is played, and for no other', () => {
  const played = sources.flatMap((text) =>
    [...text.matchAll(/: Attack = \{\s+name: '([a-z-]+)'/g)].map(([, name]) => name),
  );
  const told = [...readPage('docs/security.md').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(played.length).toBeGreaterThan(5);
  expect([...told].sort()).toEqual([...played].sort());
});
