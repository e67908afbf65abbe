import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import type { Machine } from './outcome.js';

const require = createRequire(import.meta.url);

export function describeMachine(packages: readonly string[]): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release().split('-')[0]}`,
    node: process.versions.node,
    load: loadavg()[0] ?? 0,
    versions: Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
  };
}

/** Found beside the package's entry, because many packages do not export their package.json. */
function versionOf(name: string): string {
  const folder = require.resolve
    .paths(name)
    ?.map((path) => `${path}/${name}/package.json`)
    .flatMap((path) => readVersion(path) ?? [])
    .at(0);
  return folder ?? 'unknown';
}

export function readVersion(manifest: string): string | null {
  try {
    const { version }: { version?: unknown } = JSON.parse(readFileSync(manifest, 'utf8'));
    return typeof version === 'string' ? version : null;
  } catch {
    return null;
  }
}
