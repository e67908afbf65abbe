import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendDurably } from './append-durably.js';

describe('appendDurably', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'audit-'));
    path = join(folder, 'audit.jsonl');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('appends whole lines in order, however many at once, and keeps what is there', async () => {
    writeFileSync(path, 'before\n');
    const append = appendDurably(path);
    const lines = Array.from({ length: 50 }, (_unused, index) => `line ${index}`);
    await Promise.all(lines.map((line) => append(line)));
    expect(readFileSync(path, 'utf8')).toBe(['before', ...lines, ''].join('\n'));
  });

  it('begins a line of its own where the last one was cut off', async () => {
    const append = appendDurably(path);
    for (const half of ['half', '\n\nhalf ü']) {
      writeFileSync(path, half);
      await append('one');
      await append('two');
      expect(readFileSync(path, 'utf8')).toBe(`${half}\none\ntwo\n`);
    }
  });

  it('creates a file that no other user can read, and goes on in a new one after a rotation', async () => {
    const append = appendDurably(path);
    await append('one');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    renameSync(path, `${path}.1`);
    await append('two');
    expect(readFileSync(path, 'utf8')).toBe('two\n');
    expect(readFileSync(`${path}.1`, 'utf8')).toBe('one\n');
  });

  it('says when it cannot, and recovers', async () => {
    const append = appendDurably(join(folder, 'missing', 'audit.jsonl'));
    await expect(append('one')).rejects.toThrow(/ENOENT/);
    await expect(append('')).rejects.toThrow(/ENOENT/);
    const other = appendDurably(path);
    await other('');
    expect(readFileSync(path, 'utf8')).toBe('');
    await other('two');
    expect(readFileSync(path, 'utf8')).toBe('two\n');
  });
});
