import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generatedFiles } from '../scripts/generated-files.js';

describe('what `pnpm generate` writes', () => {
  it.each(generatedFiles())('$path is as the sources have it', ({ path, text }) => {
    const committed = readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
    // The formatter decides how JSON is laid out.
    if (path.endsWith('.json')) expect(JSON.parse(committed)).toEqual(JSON.parse(text));
    else expect(committed).toBe(text);
  });
});
