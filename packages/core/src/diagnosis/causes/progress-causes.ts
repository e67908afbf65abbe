import type { Cause, Evidence } from './cause.js';

/** An attach that is still under way after this long is stuck more often than slow (user reports: 20 to 100 minutes). */
export const STUCK_AFTER_MS: number = 30 * 60_000;

/** Whether an operation has been at work for longer than is usual. */
export function isStuck({ compute, ageMs }: Pick<Evidence, 'compute' | 'ageMs'>): boolean {
  const { state } = compute.lifecycle;
  const underWay = state === 'creating' || state === 'updating' || state === 'deleting';
  return underWay && ageMs !== null && ageMs >= STUCK_AFTER_MS;
}

/** What the course of the operation itself tells: that it hangs, was canceled, or cannot be followed. */
export function causesOfProgress(evidence: Evidence): Cause[] {
  return [...canceled(evidence), ...stuck(evidence), ...unreadable(evidence)];
}

function canceled({ compute }: Evidence): Cause[] {
  if (compute.lifecycle.state !== 'canceled') return [];
  return [
    {
      id: 'canceled',
      confidence: 'likely',
      cause: 'a person or a policy canceled the operation',
      evidence: `state ${compute.lifecycle.text}`,
      fix: 'Read in the activity log of the workspace who did, then attach again',
      source: "ARM's rules for asynchronous operations",
    },
  ];
}

function stuck({ compute, ageMs }: Evidence): Cause[] {
  if (ageMs === null || !isStuck({ compute, ageMs })) return [];
  const minutes = Math.round(ageMs / 60_000);
  const again =
    compute.lifecycle.state === 'deleting'
      ? 'Detach it once more'
      : 'Detach it, then attach it again with the same name and namespace';
  return [
    {
      id: 'stuck',
      confidence: 'possible',
      cause: `it has been ${compute.lifecycle.text} for ${minutes} minutes, longer than the ${STUCK_AFTER_MS / 60_000} that are usual`,
      evidence: `last changed ${compute.modifiedOn?.iso ?? 'at an unknown time'}`,
      fix: `Remove the causes named here, if any. ${again}`,
      source:
        'user reports of attaches that ended after 20 to 100 minutes, Azure/AML-Kubernetes 155, Azure/azure-sdk-for-python 33480',
    },
  ];
}

function unreadable({ operation }: Evidence): Cause[] {
  if (operation !== 'forbidden') return [];
  return [
    {
      id: 'operation-forbidden',
      confidence: 'possible',
      cause: 'the caller may not follow the operation, only read the compute',
      evidence: 'reading the operation was answered with HTTP 403',
      fix: 'Give the caller Reader on the resource group of the workspace; until then the state of the compute tells the end',
      source: 'Azure documentation, track asynchronous operations',
    },
  ];
}
