import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderPage } from './render-page.js';

const at = (path: string): URL => new URL(`../../${path}`, import.meta.url);

it.runIf(existsSync(at('result.json')))('docs/benchmarks.md is what the stored run makes it', () => {
  const findings = Object.fromEntries(
    readdirSync(at('findings')).map((file) => [
      file.replace(/\.md$/, ''),
      readFileSync(at(`findings/${file}`), 'utf8'),
    ]),
  );
  const run = JSON.parse(readFileSync(at('result.json'), 'utf8'));
  expect(readFileSync(at('../docs/benchmarks.md'), 'utf8')).toBe(renderPage(run, findings));
});
