import type { Clock } from '@azureml-kubernetes/core';
import type { OpenWorkspace, Workspaces } from '../azure/workspaces.js';
import { computeNames } from '../resources/compute-names.js';
import type { CallLimits } from '../runtime/call-limits.js';

/** What can be completed. */
export type ValueKind = 'compute-name' | 'cluster-id' | 'workspace';

/** Values are asked for with each key that is pressed, so those of the service are cached for a moment. */
const CACHE_MS = 10_000;
/** The most that MCP allows in one answer. */
const MAX_VALUES = 100;

/** Values for what was typed so far. */
export interface Completion {
  readonly values: string[];
  readonly total: number;
  readonly hasMore: boolean;
}

interface CompletionRequest extends CallLimits {
  readonly kind: ValueKind;
  /** What has been typed so far. */
  readonly typed: string;
  /** The workspace to look in; ignored where the server is pinned to one. */
  readonly workspace: string | undefined;
}

interface CachedCompletion {
  readonly values: Promise<readonly string[]>;
  readonly until: number;
}

/** Completes what a person types. Nothing is found where something cannot be read: a completion is only a help. */
export class Completer {
  readonly #workspaces: Workspaces;
  readonly #clock: Clock;
  readonly #cache = new Map<string, CachedCompletion>();

  constructor(workspaces: Workspaces, clock: Clock) {
    this.#workspaces = workspaces;
    this.#clock = clock;
  }

  async complete(request: CompletionRequest): Promise<Completion> {
    return completionOf(await this.#valuesFor(request).catch(() => []), request.typed);
  }

  async #valuesFor({ kind, workspace, ...limits }: CompletionRequest): Promise<readonly string[]> {
    if (kind === 'workspace') return this.knownWorkspaces();
    if (workspace === undefined && !this.#workspaces.pinned) return [];
    const opened = this.#workspaces.open(workspace ?? '');
    return this.#cached(`${kind} ${opened.workspace.id.toLowerCase()}`, () =>
      fetchValues(kind, opened, limits),
    );
  }

  knownWorkspaces(): readonly string[] {
    return this.#workspaces.known.map(
      ({ subscriptionId, resourceGroup, name }) => `${subscriptionId}/${resourceGroup}/${name}`,
    );
  }

  #cached(key: string, load: () => Promise<readonly string[]>): Promise<readonly string[]> {
    const now = this.#clock.monotonic();
    for (const [other, { until }] of this.#cache) if (until <= now) this.#cache.delete(other);
    const cached = this.#cache.get(key) ?? { values: load(), until: now + CACHE_MS };
    this.#cache.set(key, cached);
    cached.values.catch(() => this.#cache.delete(key));
    return cached.values;
  }
}

async function fetchValues(
  kind: 'compute-name' | 'cluster-id',
  { client }: OpenWorkspace,
  { signal, timeLeftMs }: CallLimits,
): Promise<readonly string[]> {
  const limited = client.within(timeLeftMs);
  if (kind === 'compute-name') return computeNames(limited, signal);
  const { clusters } = await limited.findClusters({ signal });
  return clusters.map(({ cluster }) => cluster.id);
}

/** Values that start with what was typed; failing that, those that hold it, for ids whose start is not known. */
export function completionOf(values: readonly string[], typed: string): Completion {
  const wanted = typed.toLowerCase();
  const starting = values.filter((value) => value.toLowerCase().startsWith(wanted));
  const found =
    starting.length > 0 ? starting : values.filter((value) => value.toLowerCase().includes(wanted));
  return { values: found.slice(0, MAX_VALUES), total: found.length, hasMore: found.length > MAX_VALUES };
}
