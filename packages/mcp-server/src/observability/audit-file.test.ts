import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuditFile } from './audit-file.js';

function makeWorldWritable(path: string): void {
  writeFileSync(path, '');
  chmodSync(path, 0o666);
}

describe('createAuditFile', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'audit-'));
    path = join(folder, 'audit.jsonl');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('appends whole lines in order, however many at once, and keeps what is there', async () => {
    writeFileSync(path, 'before\n');
    const { append } = createAuditFile(path);
    const lines = Array.from({ length: 50 }, (_unused, index) => `line ${index}`);
    await Promise.all(lines.map((line) => append(line)));
    expect(readFileSync(path, 'utf8')).toBe(['before', ...lines, ''].join('\n'));
  });

  it('begins a line of its own where the last one was cut off', async () => {
    const { append } = createAuditFile(path);
    for (const half of ['half', '\n\nhalf ü']) {
      writeFileSync(path, half);
      await append('one');
      await append('two');
      expect(readFileSync(path, 'utf8')).toBe(`${half}\none\ntwo\n`);
    }
  });

  it('creates a file that no other user can read, and goes on in a new one after a rotation', async () => {
    const { append } = createAuditFile(path);
    await append('one');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    renameSync(path, `${path}.1`);
    await append('two');
    expect(readFileSync(path, 'utf8')).toBe('two\n');
    expect(readFileSync(`${path}.1`, 'utf8')).toBe('one\n');
  });

  it('says when it cannot, and recovers', async () => {
    const missing = createAuditFile(join(folder, 'missing', 'audit.jsonl'));
    await expect(missing.append('one')).rejects.toThrow('is in a folder that does not exist');
    await expect(missing.probe()).rejects.toThrow('is in a folder that does not exist');
    const file = createAuditFile(path);
    await file.probe();
    expect(readFileSync(path, 'utf8')).toBe('');
    await file.append('two');
    await file.probe();
    expect(readFileSync(path, 'utf8')).toBe('two\n');
    expect(readdirSync(folder)).toEqual(['audit.jsonl']);
  });

  describe.skipIf(process.platform === 'win32')('takes no line into', () => {
    it.each([
      ['a symbolic link', () => symlinkSync('other', path), 'is a symbolic link'],
      ['a file that every user can write', () => makeWorldWritable(path), 'can be written by every user'],
      ['a folder', () => mkdirSync(path), 'is a folder'],
      ['a pipe', () => execFileSync('mkfifo', [path]), 'is no regular file'],
    ])('%s', async (_, make, reason) => {
      writeFileSync(join(folder, 'other'), 'untouched');
      make();
      const file = createAuditFile(path);
      await expect(file.probe()).rejects.toThrow(reason);
      await expect(file.append('one')).rejects.toMatchObject({ reason });
      expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('untouched');
    });

    it('a device, such as one that is always full', async () => {
      await expect(createAuditFile('/dev/full').probe()).rejects.toThrow('is no regular file');
    });
  });

  it.runIf(existsSync('/dev/shm') && process.getuid?.() === 0)(
    'notices a full disk before a line is lost',
    async () => {
      const disk = mkdtempSync(join(tmpdir(), 'disk-'));
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk], { stdio: 'ignore' });
      } catch {
        rmSync(disk, { recursive: true });
        return;
      }
      try {
        const full = createAuditFile(join(disk, 'audit.jsonl'));
        await full.append('one');
        execFileSync('sh', ['-c', `head -c 100000 /dev/zero > ${join(disk, 'filler')} || true`], {
          stdio: 'ignore',
        });
        await expect(full.probe()).rejects.toThrow('is on a disk that is full');
      } finally {
        execFileSync('umount', [disk]);
        rmSync(disk, { recursive: true });
      }
    },
  );
});
