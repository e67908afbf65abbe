import type { Clock } from '@azureml-kubernetes/core';
import type { OpenWorkspace, Workspaces } from '../azure/workspaces.js';
import { computeNames } from '../resources/compute-names.js';

/** What can be completed. */
export type ValueKind = 'compute-name' | 'cluster-id' | 'workspace';

/** Values are asked for with each key that is pressed, so those of the service are kept for a moment. */
const KEPT_MS = 10_000;
/** The most that MCP allows in one answer. */
const MAX_VALUES = 100;

export interface Completion {
  readonly values: string[];
  readonly total: number;
  readonly hasMore: boolean;
}

interface Asked {
  readonly kind: ValueKind;
  /** What has been typed so far. */
  readonly typed: string;
  /** The workspace to look in; ignored where the server is pinned to one. */
  readonly workspace: string | undefined;
  readonly signal: AbortSignal;
}

interface Kept {
  readonly values: Promise<readonly string[]>;
  readonly until: number;
}

/** Completes what a person types. Nothing is found where something cannot be read: a completion is only a help. */
export class Completer {
  readonly #workspaces: Workspaces;
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(workspaces: Workspaces, clock: Clock) {
    this.#workspaces = workspaces;
    this.#clock = clock;
  }

  async complete(asked: Asked): Promise<Completion> {
    return completionOf(await this.#valuesFor(asked).catch(() => []), asked.typed);
  }

  async #valuesFor({ kind, workspace, signal }: Asked): Promise<readonly string[]> {
    if (kind === 'workspace') return this.knownWorkspaces();
    if (workspace === undefined && !this.#workspaces.pinned) return [];
    const opened = this.#workspaces.open(workspace ?? '');
    return this.#keep(`${kind} ${opened.workspace.id.toLowerCase()}`, () =>
      fetchValues(kind, opened, signal),
    );
  }

  knownWorkspaces(): readonly string[] {
    return this.#workspaces.known.map(
      ({ subscriptionId, resourceGroup, name }) => `${subscriptionId}/${resourceGroup}/${name}`,
    );
  }

  #keep(key: string, fetchAnew: () => Promise<readonly string[]>): Promise<readonly string[]> {
    const now = this.#clock.monotonic();
    for (const [other, { until }] of this.#kept) if (until <= now) this.#kept.delete(other);
    const kept = this.#kept.get(key) ?? { values: fetchAnew(), until: now + KEPT_MS };
    this.#kept.set(key, kept);
    kept.values.catch(() => this.#kept.delete(key));
    return kept.values;
  }
}

async function fetchValues(
  kind: 'compute-name' | 'cluster-id',
  { client }: OpenWorkspace,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (kind === 'compute-name') return computeNames(client, signal);
  const { clusters } = await client.findClusters({ signal });
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
