import type { Compute } from '@azureml-kubernetes/core';
import { presentCompute } from './present-compute.js';
import { serviceWord } from './service-word.js';

interface ComputePage {
  /** All computes of the workspace, of which the page shows some. */
  readonly computes: readonly Compute[];
  readonly page: readonly Compute[];
  /** The type of each compute that is of another one, in the service's word. */
  readonly otherTypes: readonly string[];
  /** How many cannot be read. */
  readonly unreadable: number;
  /** Undefined at the end. */
  readonly nextCursor: string | undefined;
}

/** One page of the computes of a workspace. */
export function presentComputes({ computes, page, otherTypes, unreadable, nextCursor }: ComputePage) {
  return {
    computes: page.map(summarize),
    total: computes.length,
    other_types: countTypes(otherTypes),
    unreadable,
    ...(nextCursor === undefined ? {} : { next_cursor: nextCursor }),
    next_step:
      nextCursor === undefined
        ? 'This is the end of the list. Details: compute_get_status.'
        : 'Call compute_list again with cursor set to next_cursor.',
  };
}

function countTypes(texts: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const text of texts) {
    const type = serviceWord(text, 'type') ?? 'unrecognized';
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}

function summarize(compute: Compute) {
  const { name, state, resource_id, cluster_kind, namespace, untrusted } = presentCompute(compute);
  return {
    name,
    state,
    resource_id,
    cluster_kind,
    namespace,
    ...(untrusted === undefined ? {} : { untrusted }),
  };
}
