import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoIds, demoSeed, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { pathOf, snippetsOf } from '../markdown.ts';
import type { Way } from './way-of.ts';

const ROOT = pathOf('.').replace(/\/$/, '');
const WORKSPACE = `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`;
/** A command that is not through by then has failed. */
const LIMIT_MS = 60_000;

type FakeServer = Awaited<ReturnType<typeof startFakeServer>>;

/** What a command left behind. */
export interface Walked {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Walks through a page as a newcomer: an empty home, a folder with a clone in it, and a fake in the place of Azure. */
export class Walker {
  readonly #server: FakeServer;
  readonly #folder: string;
  #fingerprint = '';

  private constructor(server: FakeServer, folder: string) {
    this.#server = server;
    this.#folder = folder;
  }

  static async start(page: string): Promise<Walker> {
    const fleet = fleetOf(page);
    const service = new FakeComputeService({
      seed: fleet === null ? withCompute() : demoSeed,
      provisioning: { attachMs: 20, detachMs: 20 },
    });
    const folder = mkdtempSync(join(tmpdir(), 'walk-'));
    for (const name of ['home', 'bin']) mkdirSync(join(folder, name));
    for (const name of ['packages', 'deploy', 'scripts']) symlinkSync(join(ROOT, name), join(folder, name));
    writeFileSync(
      join(folder, 'computes.yaml'),
      fleet ?? readFileSync(pathOf('deploy/github/computes.yaml')),
    );
    for (const name of ['azureml-kubernetes', 'azureml-kubernetes-mcp']) {
      const file = join(folder, 'bin', name);
      writeFileSync(file, `#!/bin/sh\nexec node "${ROOT}/packages/mcp-server/dist/bin.js" "$@"\n`);
      chmodSync(file, 0o755);
    }
    return new Walker(await startFakeServer(service, { port: 0 }), folder);
  }

  async end(): Promise<void> {
    await this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Runs a command line in a shell. One that serves is stopped once it says where. */
  async walk(text: string, { kind }: Way): Promise<Walked> {
    const walked = await this.#run(textFor(text), kind === 'serve');
    this.#fingerprint = /Fingerprint: ([\da-f]{64})/.exec(walked.stdout)?.[1] ?? this.#fingerprint;
    return walked;
  }

  #run(line: string, isServer: boolean): Promise<Walked> {
    const { PATH = '' } = process.env;
    const demo = line.includes('--demo') || line.includes('testkit');
    const azure = demo
      ? {}
      : { AZUREML_KUBERNETES_ARM_ENDPOINT: this.#server.url, AZUREML_KUBERNETES_WORKSPACE: WORKSPACE };
    const env = {
      PATH: `${join(this.#folder, 'bin')}:${PATH}`,
      HOME: join(this.#folder, 'home'),
      FINGERPRINT: this.#fingerprint,
      ...azure,
    };
    const child = spawn('bash', ['-euc', isServer ? `exec ${line}` : line], {
      cwd: this.#folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LIMIT_MS,
    });
    let stdout = '';
    let stderr = '';
    const stop = (): void => {
      if (isServer && /"url": ?"http/.test(stdout + stderr)) child.kill('SIGTERM');
    };
    child.stdout.on('data', (bytes: Buffer) => {
      stdout += bytes.toString();
      stop();
    });
    child.stderr.on('data', (bytes: Buffer) => {
      stderr += bytes.toString();
      stop();
    });
    return new Promise((resolve) => {
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
  }
}

/** What a reader puts in the place of names that are theirs. */
function textFor(text: string): string {
  return text
    .replace(/^claude mcp add .*? -- /, '')
    .replaceAll('/path/to/azureml-kubernetes', ROOT)
    .replaceAll('<subscription>/<resource-group>/<workspace>', WORKSPACE)
    .replaceAll(/--port \d+/g, '--port 0');
}

/** The fleet that a page shows, over the clusters of the fake. */
function fleetOf(page: string): string | null {
  const block = snippetsOf(page).find(
    ({ language, code }) => language === 'yaml' && /^computes:/m.test(code),
  );
  const { subscriptionId, resourceGroup, workspace } = demoIds;
  return (
    block?.code
      .replaceAll('11111111-2222-3333-4444-555555555555', subscriptionId)
      .replaceAll('my-group', resourceGroup)
      .replaceAll('my-workspace', workspace)
      .replaceAll('my-aks', 'demo-aks') ?? null
  );
}

/** The demo workspace with the compute that pages speak of. */
function withCompute(): typeof demoSeed {
  const gpu = { name: 'gpu', resourceId: demoIds.aksId, namespace: 'ml-team' };
  return {
    ...demoSeed,
    workspaces: (demoSeed.workspaces ?? []).map((one) => ({ ...one, computes: [gpu] })),
  };
}
