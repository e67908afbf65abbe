import { expect, it } from 'vitest';
import { expectFenced, HOSTILE } from './hostile-words.js';
import { rewriteReads } from './rewrite-answers.js';
import { useEverything } from './use-everything.js';

it('no text in any answer of the service gets past the fence', { timeout: 300_000 }, async () => {
  const places = new Set<string>();
  const clean = await useEverything(
    rewriteReads((path) => {
      places.add(path);
      return null;
    }),
  );
  for (const result of clean.results) expectFenced(result);
  expect(places.size).toBeGreaterThan(60);
  let quoted = 0;
  for (const place of places) {
    const shown = await useEverything(rewriteReads((path) => (path === place ? HOSTILE : null)));
    expect(shown.texts.join('')).not.toMatch(/ignore previous/i);
    for (const result of shown.results) {
      expectFenced(result);
      if (/ignore previous/i.test(JSON.stringify(result))) quoted += 1;
    }
  }
  expect(quoted, 'some of it is quoted, where it belongs').toBeGreaterThan(5);
});
