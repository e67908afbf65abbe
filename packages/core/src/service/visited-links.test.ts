import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { VisitedLinks } from './visited-links.js';

it('knows each link that it was given', () =>
  fc.assert(
    fc.property(fc.uniqueArray(fc.string()), (links) => {
      const visited = new VisitedLinks();
      expect(links.map((link) => visited.add(link))).toEqual(links.map(() => true));
      expect(links.map((link) => visited.add(link))).toEqual(links.map(() => false));
      expect(visited.size).toBe(links.length);
    }),
  ));

it('tells ten thousand long links apart that differ in one place', () => {
  const visited = new VisitedLinks();
  const links = Array.from({ length: 10_000 }, (_, page) => `${'x'.repeat(200)}${page}${'y'.repeat(200)}`);
  for (const link of links) visited.add(link);
  expect(visited.size).toBe(10_000);
});
