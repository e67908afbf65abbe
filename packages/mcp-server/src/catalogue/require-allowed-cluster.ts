import { type ClusterId, ForbiddenError } from '@azureml-kubernetes/core';
import type { PreparingLimits } from './preparing.js';

/** @throws ForbiddenError for a cluster that is neither allowed itself, nor in an allowed resource group. */
export function requireAllowedCluster(
  resourceId: ClusterId,
  { allowedClusters }: Pick<PreparingLimits, 'allowedClusters'>,
): void {
  const id = resourceId.toLowerCase();
  if (allowedClusters?.some((one) => id === one || id.startsWith(`${one}/`)) ?? true) return;
  throw new ForbiddenError('this server does not work on that cluster', {
    hint: 'Name one of the clusters that the server was started with (--allow-cluster)',
  });
}
