import type { ArmCall, ServiceContext } from '../service/arm-call.js';
import type { OperationRecord, WorkspaceRecord } from '../world/records.js';
import { signedQuery } from './signed-query.js';

/**
 * The headers that tell where an operation can be followed. Recorded: `Azure-AsyncOperation` only, under the
 * subscription, in the workspace's region, with the request's api-version. The rest are modes.
 */
export function operationHeaders(
  operation: OperationRecord,
  workspace: WorkspaceRecord,
  { call, service }: { readonly call: ArmCall; readonly service: ServiceContext },
): Record<string, string> {
  const { modes } = service;
  const region = modes.operationRegion ?? workspace.location;
  const base = `${call.url.origin}/subscriptions/${workspace.subscriptionId}/providers/Microsoft.MachineLearningServices/locations/${region}`;
  const query = `?api-version=${call.apiVersion}&service=new${modes.signedOperationUrl ? signedQuery(operation.id) : ''}`;
  const headers: Record<string, string> = {};
  if (modes.longRunning === 'azure-async-operation' || modes.longRunning === 'both')
    headers['Azure-AsyncOperation'] = `${base}/computeOperationsStatus/${operation.id}${query}`;
  if (modes.longRunning === 'location' || modes.longRunning === 'both')
    headers['Location'] = `${base}/computeOperationsResults/${operation.id}${query}`;
  if (modes.retryAfterSeconds !== null) headers['Retry-After'] = String(modes.retryAfterSeconds);
  return headers;
}
