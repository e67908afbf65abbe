import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const BLOCK = 512;

/** Unpacks the regular files of a tarball that npm made; a machine with Node alone may have no `tar`. */
export function unpack(tarball: string, folder: string): void {
  const archive = gunzipSync(readFileSync(tarball));
  for (let at = 0; at < archive.length && archive[at] !== 0; ) {
    const header = archive.subarray(at, at + BLOCK);
    const size = Number.parseInt(field(header, 124, 12), 8);
    const content = archive.subarray(at + BLOCK, at + BLOCK + size);
    if (field(header, 156, 1) === '0') write(join(folder, fileName(header)), content);
    at += BLOCK * (1 + Math.ceil(size / BLOCK));
  }
}

/** POSIX tar splits a long name into prefix and name. */
function fileName(header: Uint8Array): string {
  return join(field(header, 345, 155), field(header, 0, 100));
}

function field(header: Uint8Array, start: number, length: number): string {
  const text = Buffer.from(header.subarray(start, start + length)).toString('utf8');
  return text.split('\0', 1).join('').trim();
}

function write(path: string, content: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
