import type { Compute } from '../domain/compute.js';
import type { Cause } from './causes/cause.js';
import { kubectl, showExtension } from './causes/in-place.js';
import { placeOf } from './causes/place.js';

/** A GUID, or what else is made of hexadecimal digits: a header leaves room for a sentence, this form does not. */
const REQUEST_ID = /^[0-9a-f][0-9a-f|:.-]{0,127}$/i;

interface Case {
  readonly compute: Compute;
  readonly causes: readonly Cause[];
  /** `x-ms-request-id` of the read of the compute; null where the service gave none. */
  readonly requestId: string | null;
  readonly now: number;
  /** The name of the extension, where it can stand in a command. */
  readonly extensionName?: string | null;
}

/** What a support request should hold; nothing where the causes settle it. */
export function collectForSupport({
  compute,
  causes,
  requestId,
  now,
  extensionName,
}: Case): readonly string[] {
  const settled =
    compute.lifecycle.state === 'succeeded' || causes.some(({ confidence }) => confidence === 'certain');
  if (settled) return [];
  const read = REQUEST_ID.test(requestId ?? '') ? requestId : 'none was given';
  const changed = compute.modifiedOn?.iso ?? compute.createdOn?.iso ?? 'an unknown time';
  const place = placeOf(compute, extensionName);
  return [
    `the id of the compute: ${compute.id}`,
    `its state (${compute.lifecycle.state} since ${changed}) and its provisioningErrors`,
    `the request id (x-ms-request-id) of this read: ${read}, made at ${new Date(now).toISOString()}; and that of the attach, if it is known`,
    'the activity log of the cluster and of the workspace for that time',
    `the extension with its statuses and errorInfo: ${showExtension(place)}`,
    `pods, health check and its report: ${kubectl(place, 'kubectl get pods -n azureml', 'kubectl logs healthcheck -n azureml', 'kubectl get configmap arcml-healthcheck -n azureml -o yaml')}`,
  ];
}
