import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderToolsDoc } from '../scripts/render-tools-doc.js';

it('docs/tools.md is what `pnpm docs` makes of the registry', () => {
  expect(readFileSync(new URL('../../../docs/tools.md', import.meta.url), 'utf8')).toBe(renderToolsDoc());
});
