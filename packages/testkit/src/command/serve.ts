import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { FakeComputeService } from '../fake-compute-service.js';
import { type FakeServer, startFakeServer } from '../http/start-fake-server.js';
import { parseSeed } from '../seed/parse-seed.js';
import type { Seed } from '../seed/seed.js';
import { isSeedName, namedSeeds } from '../seed/worlds/named-seeds.js';
import type { FakeServiceOptions } from '../service-options.js';
import type { ClusterKind } from '../world/records.js';
import type { ServeOptions } from './cli-options.js';
import { keepJournal } from './journal-file.js';
import { loadState, StateFile } from './state-file.js';
import { systemReason } from './system-reason.js';

/** How long requests that are being answered may go on once the service is to stop. */
const GRACE_MS = 5000;

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
  /**
   * Lets requests that are being answered end, stops, and saves the world if it is kept.
   *
   * @throws UnconsumedFaultError when a fault of the seed file has not struck
   */
  stop(): Promise<void>;
}

/**
 * Starts what the command line asks for.
 *
 * @param warn called with what goes wrong while the service runs
 * @throws Error with the flag that cannot be followed and why, SeedError for a wrong seed file
 */
export async function serve(options: ServeOptions, warn: (problem: string) => void): Promise<Serving> {
  const service = new FakeComputeService(await serviceOptions(options));
  const { control } = service;
  const state = options.stateFile === null ? null : new StateFile(options.stateFile, control);
  const server = await listen(service, options, () =>
    state?.save().catch((error: unknown) => warn(systemReason(error))),
  );
  try {
    await state?.save();
    const journal = await openJournal(options, service, warn);
    return {
      readiness: readinessOf(service, server),
      stop: async () => {
        await server.close({ graceMs: GRACE_MS });
        await journal?.close();
        await state?.save();
        if (!isSeedName(options.seed)) control.faults.assertConsumed();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function listen(
  service: FakeComputeService,
  options: ServeOptions,
  onChange: () => Promise<void> | undefined,
): Promise<FakeServer> {
  const { port, host, cors } = options;
  const tls = await tlsOptions(options);
  try {
    return await startFakeServer(service, {
      port,
      host,
      ...(tls === null ? {} : { tls }),
      ...(cors === null ? {} : { cors }),
      onServed: ({ method }) => (method === 'GET' ? undefined : onChange()),
    });
  } catch (cause) {
    throw new Error(`cannot listen on --host ${host} --port ${port}: ${systemReason(cause)}`, { cause });
  }
}

async function openJournal(
  { journalFile }: ServeOptions,
  { control }: FakeComputeService,
  warn: (problem: string) => void,
) {
  if (journalFile === null) return null;
  const onError = (error: unknown): void => warn(`--journal '${journalFile}': ${systemReason(error)}`);
  return keepJournal(journalFile, control.requests, onError).catch((cause: unknown) => {
    throw new Error(`--journal '${journalFile}' cannot be written: ${systemReason(cause)}`, { cause });
  });
}

async function serviceOptions(options: ServeOptions): Promise<FakeServiceOptions> {
  const { attachMs, detachMs, prepareMs, stateFile, strict, throttle, modes } = options;
  const snapshot = stateFile === null ? null : await loadState(stateFile);
  return {
    strict,
    throttle,
    modes,
    provisioning: {
      ...(attachMs === null ? {} : { attachMs }),
      ...(detachMs === null ? {} : { detachMs }),
      ...(prepareMs === null ? {} : { prepareMs }),
    },
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
  if (tlsCert === null || tlsKey === null) return null;
  const cert = await readPem('--tls-cert', tlsCert);
  const key = await readPem('--tls-key', tlsKey);
  if (!isPair(cert, key))
    throw new Error('--tls-cert and --tls-key are no PEM pair of a certificate and its key');
  return { cert, key };
}

function isPair(cert: string, key: string): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

async function readPem(flag: string, file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`${flag} '${file}' cannot be read: ${systemReason(cause)}`, { cause });
  });
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
