import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileCacheFolder } from './compile-cache.js';

const uid = process.getuid?.() ?? null;
let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe.skipIf(uid === null)('compileCacheFolder', () => {
  it('makes a folder that its user alone can open, below the home of the user', () => {
    const folder = compileCacheFolder({}, { home, uid });
    expect(folder).toBe(join(home, '.cache', 'azureml-kubernetes', 'compile-cache'));
    expect(statSync(folder ?? '').mode & 0o777).toBe(0o700);
    expect(compileCacheFolder({}, { home, uid })).toBe(folder);
  });

  it('follows XDG_CACHE_HOME, unless it is relative', () => {
    const xdg = join(home, 'xdg');
    mkdirSync(xdg, { mode: 0o700 });
    expect(compileCacheFolder({ XDG_CACHE_HOME: xdg }, { home, uid })).toMatch(xdg);
    expect(compileCacheFolder({ XDG_CACHE_HOME: 'cache' }, { home, uid })).toMatch(join(home, '.cache'));
  });

  it('trusts no folder of another user', () => {
    expect(compileCacheFolder({}, { home, uid: (uid ?? 0) + 1 })).toBeNull();
  });

  it.each(['.cache', '.cache/azureml-kubernetes', '.cache/azureml-kubernetes/compile-cache'])(
    'trusts no folder where others can write into %s',
    (path) => {
      compileCacheFolder({}, { home, uid });
      chmodSync(join(home, path), 0o777);
      expect(compileCacheFolder({}, { home, uid })).toBeNull();
    },
  );

  it('follows no link to a folder of another place', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    mkdirSync(join(home, '.cache', 'azureml-kubernetes'), { recursive: true });
    symlinkSync(elsewhere, join(home, '.cache', 'azureml-kubernetes', 'compile-cache'));
    expect(compileCacheFolder({}, { home, uid })).toBeNull();
    rmSync(elsewhere, { recursive: true });
  });

  it('caches nothing where no folder can be made', () => {
    expect(compileCacheFolder({}, { home: '', uid })).toBeNull();
    expect(compileCacheFolder({}, { home: '/dev/null', uid })).toBeNull();
  });
});
