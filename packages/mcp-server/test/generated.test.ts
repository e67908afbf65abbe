import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generatedFiles } from '../scripts/generated-files.js';

function read(path: string): string {
  return readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
}

describe('what `pnpm generate` writes', () => {
  it.each(generatedFiles(read))('$path is as the sources have it', ({ path, text }) => {
    const committed = read(path);
    // The formatter decides how JSON is laid out.
    if (path.endsWith('.json')) expect(JSON.parse(committed)).toEqual(JSON.parse(text));
    else expect(committed).toBe(text);
  });
});
