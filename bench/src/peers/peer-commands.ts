import { chmodSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PeerInstall } from './install-peers.js';

/** How a server is started. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where it runs; the present folder where it does not matter. */
  readonly cwd?: string;
}

type Installed = Extract<PeerInstall, { kind: 'installed' }>;

const GO_PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows', x64: 'amd64' };

/** The server itself, without the Node script that some packages put before their binary. */
export function peerCommand({ name, modules }: Pick<Installed, 'name' | 'modules'>): Command {
  const { platform, arch } = process;
  const suffix = platform === 'win32' ? '.exe' : '';
  switch (name) {
    case 'kubernetes-mcp-server': {
      const target = `${name}-${GO_PLATFORMS[platform] ?? platform}-${GO_PLATFORMS[arch] ?? arch}`;
      const command = executable(join(modules, target, 'bin', `${target}${suffix}`));
      return { command, args: [], env: { KUBECONFIG: writeKubeconfig() } };
    }
    case 'mcp-server-kubernetes':
      return {
        command: process.execPath,
        args: [join(modules, name, 'dist', 'index.js')],
        env: { KUBECONFIG: writeKubeconfig() },
      };
    case '@azure/mcp': {
      const command = executable(join(modules, `${name}-${platform}-${arch}`, 'dist', `azmcp${suffix}`));
      return { command, args: ['server', 'start'], env: { AZURE_MCP_COLLECT_TELEMETRY: 'false' } };
    }
  }
}

/** The command of its documentation, `npx <package>`: npm, then the Node script of the package, then the server. */
export function npmCommand({ name, modules }: Installed): Command {
  const { env, args } = peerCommand({ name, modules });
  return npxCommand(name, { args: name === '@azure/mcp' ? args : [], env, cwd: dirname(modules) });
}

/** Runs a package that is installed in a folder as `npx` does, which then asks no registry. */
export function npxCommand(
  name: string,
  { args, env, cwd }: Pick<Command, 'args' | 'env'> & { readonly cwd: string },
): Command {
  return { command: 'npx', args: ['--no', '--', name, ...args], env, cwd };
}

/** Installed without its scripts, a binary may lack the right to be run. */
function executable(path: string): string {
  chmodSync(path, 0o755);
  return path;
}

/** A cluster at a port without a listener: a start must not depend on one. */
function writeKubeconfig(): string {
  const path = join(tmpdir(), 'bench-kubeconfig.json');
  const unreachable = 'http://127.0.0.1:9';
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server: unreachable } }],
    users: [{ name: 'u', user: { token: 'none' } }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'c',
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
}
