import type { AttachConfiguration } from './attach-configuration.js';
import type { AttachIdentity } from './attach-identity.js';
import type { Compute } from './compute.js';
import { DEFAULT_NAMESPACE } from './ids/namespace.js';
import { isRecord } from './json.js';

/** A field in which the compute that has the name differs from what is asked for. */
export interface Difference {
  readonly field: string;
  readonly current: string | null;
  readonly wanted: string | null;
}

/** What an attach would do. */
export type AttachPlan =
  | { readonly kind: 'attach' }
  | { readonly kind: 'nothing'; readonly compute: Compute }
  /** The name is in use with another specification, by a failed attach, or by another type of compute. */
  | {
      readonly kind: 'conflict';
      readonly differences: readonly Difference[];
      readonly compute: Compute | null;
    };

/**
 * Compares a specification with the compute that has the name already. Only what the specification names is
 * compared, beside cluster, namespace and identity, which always are: leaving the tags out is not a wish to have none.
 * An attach that failed or was canceled is never "the same": it has to be asked for again.
 */
export function planAttach(configuration: AttachConfiguration, existing: Compute | null): AttachPlan {
  if (existing === null) return { kind: 'attach' };
  const differences = [...stateDifference(existing), ...specDifferences(configuration, existing)];
  if (differences.length === 0) return { kind: 'nothing', compute: existing };
  return { kind: 'conflict', differences, compute: existing };
}

function stateDifference({ lifecycle }: Compute): Difference[] {
  switch (lifecycle.state) {
    case 'failed':
    case 'canceled':
    case 'deleting':
      return [{ field: 'state', current: lifecycle.text, wanted: 'Succeeded' }];
    case 'creating':
    case 'updating':
    case 'succeeded':
    case 'unknown':
    case 'unrecognized':
      return [];
  }
}

/** The fields of the specification that the compute does not already have. */
export function specDifferences(configuration: AttachConfiguration, existing: Compute): Difference[] {
  const { resourceId, namespace, identity, description, tags, defaultInstanceType, instanceTypes } =
    configuration;
  return [
    difference('resourceId', existing.clusterResourceId, resourceId, lowerCase),
    difference('namespace', existing.namespace ?? DEFAULT_NAMESPACE, namespace ?? DEFAULT_NAMESPACE),
    difference('identity', describeIdentity(existing), describeAttachIdentity(identity), lowerCase),
    ...(description === null ? [] : [difference('description', existing.description, description)]),
    ...(tags === null ? [] : [difference('tags', canonicalJson(existing.tags), canonicalJson(tags))]),
    ...(defaultInstanceType === null
      ? []
      : [difference('defaultInstanceType', existing.defaultInstanceType, defaultInstanceType)]),
    ...(instanceTypes === null
      ? []
      : [difference('instanceTypes', canonicalJson(existing.instanceTypes), canonicalJson(instanceTypes))]),
  ].filter((found) => found !== null);
}

function difference(
  field: string,
  current: string | null,
  wanted: string | null,
  fold: (text: string) => string = (text) => text,
): Difference | null {
  const same = fold(current ?? '') === fold(wanted ?? '');
  return same ? null : { field, current, wanted };
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

function describeAttachIdentity(identity: AttachIdentity | null): string {
  switch (identity?.type) {
    case undefined:
      return 'None';
    case 'SystemAssigned':
      return 'SystemAssigned';
    case 'UserAssigned':
      return ['UserAssigned', ...identity.ids.map(lowerCase).sort()].join(' ');
  }
}

function describeIdentity({ identity }: Compute): string {
  if (identity === null) return 'None';
  const ids = Object.keys(identity.userAssignedIdentities ?? {});
  return [identity.type, ...ids.map(lowerCase).sort()].join(' ');
}

/**
 * JSON with sorted keys, without null members, and with numbers as text (the service keeps quantities as text), so
 * that equal values give equal text.
 */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value ?? {}, (_key, member: unknown) => {
    if (typeof member === 'number') return String(member);
    return isRecord(member) ? sortedMembers(member) : member;
  });
}

function sortedMembers(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
