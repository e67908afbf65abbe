import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Row } from '../harness/outcome.js';
import { folderBytes } from '../peers/folder-bytes.js';
import type { Suite } from '../suite.js';

const MEGABYTE = 1_000_000;

/** Packs a package as it would be published; returns the sizes of the tarball and of what is in it. */
function pack(folder: string): { readonly tarball: number; readonly unpacked: number } {
  const destination = mkdtempSync(join(tmpdir(), 'bench-pack-'));
  try {
    execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', destination], {
      cwd: folder,
      shell: process.platform === 'win32',
    });
    const file = readdirSync(destination).find((name) => name.endsWith('.tgz')) ?? '';
    const tarball = join(destination, file);
    execFileSync('tar', ['-xzf', tarball, '-C', destination]);
    return { tarball: statSync(tarball).size, unpacked: folderBytes(join(destination, 'package')) };
  } finally {
    rmSync(destination, { recursive: true, force: true });
  }
}

export const bytesSuite: Suite = {
  name: 'bytes',
  async run({ peers }) {
    const require = createRequire(import.meta.url);
    const folder = dirname(require.resolve('@azureml-kubernetes/mcp-server/package.json'));
    const { tarball, unpacked } = pack(folder);
    const bundle = folderBytes(join(folder, 'dist'));
    const installed = (peers ?? []).filter((peer) => peer.kind === 'installed');
    const rows: Row[] = [
      { label: 'this server', cells: [bundle / MEGABYTE, tarball / MEGABYTE, unpacked / MEGABYTE] },
      ...installed.map(({ name, bytes }) => ({ label: name, cells: [null, null, bytes / MEGABYTE] })),
    ];
    return {
      suite: 'bytes',
      title: 'Size',
      about:
        'The bundle is `dist/`, the tarball what npm would publish, and installed what lies on the disk afterwards: for this server without its one dependency, @azure/identity, which is loaded by the first call that needs a token; for peers with all of theirs.',
      columns: [
        { label: 'bundle, MB', digits: 2 },
        { label: 'tarball, MB', digits: 2 },
        { label: 'installed, MB', digits: 2 },
      ],
      rows,
      goals: [
        {
          text: 'Installed size without @azure/identity, MB',
          sense: 'at most',
          limit: 15,
          measured: unpacked / MEGABYTE,
          digits: 2,
        },
      ],
      remarks: peers === null ? ['Peers were not measured in this run.'] : [],
    };
  },
};
