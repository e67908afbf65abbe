import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readVersion } from '../harness/machine.js';
import { folderBytes } from './folder-bytes.js';

/** The servers that are measured beside ours, by their names in the npm registry. */
export const PEER_NAMES = ['kubernetes-mcp-server', 'mcp-server-kubernetes', '@azure/mcp'] as const;
export type PeerName = (typeof PEER_NAMES)[number];

export type PeerInstall =
  | {
      readonly kind: 'installed';
      readonly name: PeerName;
      readonly version: string;
      /** Its `node_modules`. */
      readonly modules: string;
      readonly bytes: number;
    }
  | { readonly kind: 'failed'; readonly name: PeerName; readonly reason: string };

const INSTALL = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'];

/** Installs each peer into a folder of its own, unless it is there from an earlier run. */
export async function installPeers(folder: string): Promise<readonly PeerInstall[]> {
  const installs: PeerInstall[] = [];
  for (const name of PEER_NAMES) installs.push(await installPeer(name, folder));
  return installs;
}

async function installPeer(name: PeerName, folder: string): Promise<PeerInstall> {
  const own = join(folder, name.replace('/', '__'));
  const modules = join(own, 'node_modules');
  const manifest = join(modules, name, 'package.json');
  try {
    if (!existsSync(manifest)) await npmInstall(name, own);
  } catch (error) {
    return { kind: 'failed', name, reason: firstLine(error) };
  }
  const version = readVersion(manifest) ?? 'unknown';
  return { kind: 'installed', name, version, modules, bytes: folderBytes(modules) };
}

async function npmInstall(name: PeerName, own: string): Promise<void> {
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'package.json'), '{ "private": true }\n');
  const shell = process.platform === 'win32';
  await promisify(execFile)('npm', [...INSTALL, `${name}@latest`], { cwd: own, shell, timeout: 300_000 });
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').find((line) => /npm error|npm ERR/.test(line)) ?? text.split('\n', 1).join('');
}
