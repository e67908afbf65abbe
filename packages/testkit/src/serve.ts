import { readFile } from 'node:fs/promises';
import type { ServeOptions } from './cli-options.js';
import { FakeComputeService } from './fake/fake-compute-service.js';
import type { FakeServiceOptions } from './fake/service-options.js';
import { type FakeServer, startFakeServer } from './http/start-fake-server.js';
import { isSeedName, namedSeeds } from './seed/named-seeds.js';
import { parseSeed } from './seed/parse-seed.js';
import type { Seed } from './seed/seed.js';
import { loadState, StateFile } from './state-file.js';
import type { ClusterKind } from './world/records.js';

/** What the bin prints once it listens. */
export interface Readiness {
  readonly url: string;
  readonly subscriptionId: string | null;
  readonly resourceGroup: string | null;
  readonly workspace: string | null;
  readonly clusters: readonly { readonly id: string; readonly kind: ClusterKind }[];
}

/** A service that is served. */
export interface Serving {
  readonly readiness: Readiness;
  /** Stops, and saves the world if it is kept. */
  stop(): Promise<void>;
}

/**
 * Starts what the command line asks for.
 *
 * @throws SeedError when a seed or state file is wrong, and the system's error for files and ports
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const service = new FakeComputeService(await serviceOptions(options));
  const state = options.stateFile === null ? null : new StateFile(options.stateFile, service.control);
  const server = await startFakeServer(service, {
    port: options.port,
    host: options.host,
    ...(await tlsOptions(options)),
    onServed: ({ method }) => {
      if (method !== 'GET') state?.save().catch(reportUnsaved);
    },
  });
  await state?.save();
  return { readiness: readinessOf(service, server), stop: () => stop(server, state) };
}

async function stop(server: FakeServer, state: StateFile | null): Promise<void> {
  await server.close();
  await state?.save();
}

async function serviceOptions(options: ServeOptions): Promise<FakeServiceOptions> {
  const { attachMs, detachMs, stateFile, strict, throttle } = options;
  const snapshot = stateFile === null ? null : await loadState(stateFile);
  return {
    strict,
    throttle,
    provisioning: { ...(attachMs === null ? {} : { attachMs }), ...(detachMs === null ? {} : { detachMs }) },
    ...(snapshot === null ? { seed: await seedOf(options.seed) } : { snapshot }),
  };
}

async function seedOf(nameOrFile: string): Promise<Seed> {
  if (isSeedName(nameOrFile)) return namedSeeds[nameOrFile];
  const text = await readFile(nameOrFile, 'utf8').catch((cause: unknown) => {
    throw new Error(
      `--seed '${nameOrFile}' is neither a seed of the kit (demo, troubled, empty) nor a readable file; --help lists the worlds, too`,
      { cause },
    );
  });
  return parseSeed(text, nameOrFile);
}

async function tlsOptions({ tlsCert, tlsKey }: ServeOptions) {
  if (tlsCert === null || tlsKey === null) return {};
  return { tls: { cert: await readFile(tlsCert, 'utf8'), key: await readFile(tlsKey, 'utf8') } };
}

function reportUnsaved(error: unknown): void {
  process.stderr.write(`azureml-kubernetes-testkit: the state was not saved: ${String(error)}\n`);
}

function readinessOf({ control }: FakeComputeService, { url }: FakeServer): Readiness {
  const [workspace] = control.workspaces.list();
  return {
    url,
    subscriptionId: workspace?.subscriptionId ?? null,
    resourceGroup: workspace?.resourceGroup ?? null,
    workspace: workspace?.name ?? null,
    clusters: control.clusters.list().map(({ id, kind }) => ({ id, kind })),
  };
}
