import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readSmallFile } from './read-small-file.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('reads a regular file, also through a link', () => {
  writeFileSync(join(folder, 'a'), '{}');
  symlinkSync('a', join(folder, 'b'));
  for (const name of ['a', 'b'])
    expect(readSmallFile(join(folder, name))).toEqual({ kind: 'text', text: '{}' });
});

it('knows what is not there', () => {
  writeFileSync(join(folder, 'a'), '{}');
  for (const path of ['none', 'a/below']) expect(readSmallFile(join(folder, path)).kind).toBe('absent');
});

it.skipIf(process.platform === 'win32')(
  'uses neither folders, pipes, devices nor circles of links, and never waits',
  () => {
    mkdirSync(join(folder, 'folder'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('/dev/zero', join(folder, 'device'));
    for (const name of ['folder', 'pipe', 'device'])
      expect(readSmallFile(join(folder, name)), name).toEqual({
        kind: 'unusable',
        reason: 'must be a regular file',
      });
    symlinkSync('circle', join(folder, 'circle'));
    expect(readSmallFile(join(folder, 'circle'))).toEqual({ kind: 'unusable', reason: 'cannot be read' });
  },
);

it('reads at most 64 kB', () => {
  writeFileSync(join(folder, 'full'), 'x'.repeat(64 * 1024));
  expect(readSmallFile(join(folder, 'full')).kind).toBe('text');
  writeFileSync(join(folder, 'long'), 'x'.repeat(64 * 1024 + 1));
  expect(readSmallFile(join(folder, 'long'))).toEqual({
    kind: 'unusable',
    reason: 'must be at most 64 kB long',
  });
});
