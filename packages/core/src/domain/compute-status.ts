import type { Compute } from './compute.js';

/** The Python SDK's `KubernetesComputeStatus`: times in its form, the state in the service's word. */
export interface KubernetesComputeStatus {
  readonly creationTime: string | null;
  readonly modifiedTime: string | null;
  readonly provisioningState: string;
}

/** There is a status only while the state is exactly `Succeeded` or `Updating`, casing included. */
export function statusOf({ lifecycle, createdOn, modifiedOn }: Compute): KubernetesComputeStatus | null {
  if (lifecycle.text !== 'Succeeded' && lifecycle.text !== 'Updating') return null;
  return {
    creationTime: createdOn?.iso ?? null,
    modifiedTime: modifiedOn?.iso ?? null,
    provisioningState: lifecycle.text,
  };
}

/** The status, or the state's word capitalised where there is none: `get_status` of the Python SDK. */
export function statusOrState(compute: Compute): KubernetesComputeStatus | string {
  return statusOf(compute) ?? capitalize(compute.lifecycle.text);
}

function capitalize(text: string): string {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('').toLowerCase();
}
