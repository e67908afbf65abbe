import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import * as z from 'zod';
import { callLine, emptyFolder, INITIALIZE, INITIALIZED, spawnServer } from './spawn-server.js';
import { unpack } from './unpack.js';

const folder = emptyFolder();

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the packed package runs the demo by itself in an empty folder', { timeout: 60_000 }, async () => {
  const source = fileURLToPath(new URL('..', import.meta.url));
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder };
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
    cwd: source,
    env,
  });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  const unpacked = join(folder, 'unpacked');
  unpack(join(folder, tarball), unpacked);

  const bin = join(unpacked, 'package', 'dist', 'bin.js');
  expect(statSync(join(folder, tarball)).size).toBeLessThan(1_000_000);
  expect(sizeOf(unpacked), 'installed, without @azure/identity').toBeLessThan(5_000_000);
  expect(readFileSync(bin, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  const shape = z.looseObject({ dependencies: z.record(z.string(), z.string()) });
  const manifest = shape.parse(JSON.parse(readFileSync(join(unpacked, 'package', 'package.json'), 'utf8')));
  expect(manifest.dependencies).toEqual({ '@azure/identity': expect.stringMatching(/^\^\d/) });
  const notices = readFileSync(join(unpacked, 'package', 'dist', 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  expect([...notices.matchAll(/^(\S+) \d+\.\d+\.\d+ \(.+\)$/gm)].map(([, name]) => name)).toEqual(
    expect.arrayContaining(['@modelcontextprotocol/sdk', '@opentelemetry/api', 'zod']),
  );

  const server = spawnServer(['--demo'], { bin, cwd: folder });
  server.send(INITIALIZE, INITIALIZED, callLine(2, 'compute_list'));
  const lines = await server.lines(2);
  server.child.stdin?.end();
  expect(await server.exited()).toBe(0);
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({
    result: { structuredContent: { other_types: { AmlCompute: 1 } } },
  });
});

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
