import type { ComputeClient } from '@azureml-kubernetes/core';
import { serviceWord } from '../present/service-word.js';

/** The names of the Kubernetes computes of a workspace, sorted; one that could carry a message is left out. */
export async function computeNames(
  client: Pick<ComputeClient, 'list'>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const entry of client.list({ signal })) {
    const name = entry.kind === 'kubernetes' ? serviceWord(entry.compute.name, 'label') : null;
    if (name !== null) names.push(name);
  }
  return names.sort();
}
