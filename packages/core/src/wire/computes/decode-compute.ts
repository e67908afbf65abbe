import * as z from 'zod';
import type { Compute, ComputeIdentity } from '../../domain/compute.js';
import { sameArmId } from '../../domain/ids/arm-id.js';
import { isComputeName } from '../../domain/ids/compute-name.js';
import { isComputeId, nameOf } from '../../domain/ids/resource-ids.js';
import { parseLifecycle } from '../../domain/lifecycle.js';
import { Secret } from '../../domain/secret.js';
import { readTimestamp } from '../../domain/timestamp.js';
import { describeIssue } from '../describe-issue.js';
import { json } from '../json-value.js';
import { findProblems } from '../problems.js';
import { recordOf } from '../record-of.js';

/** The only type of compute that this library is about, as it is sent. Read in any casing. */
export const KUBERNETES = 'Kubernetes';

const text = z.string().nullish();
/** A date in a form that is unknown is as good as none; it does not make the compute unreadable. */
const instant = z
  .string()
  .nullish()
  .transform((value) => (typeof value === 'string' ? readTimestamp(value) : null));
const labels = recordOf(z.string()).nullish();
const quantities = recordOf(z.union([z.string(), z.number(), z.null()])).nullish();

const instanceType = z.object({
  nodeSelector: labels,
  resources: z.object({ requests: quantities, limits: quantities }).nullish(),
});

const identity = z.object({
  type: text,
  principalId: text,
  tenantId: text,
  userAssignedIdentities: recordOf(json).nullish(),
});

const kubernetes = z.object({
  namespace: text,
  defaultInstanceType: text,
  instanceTypes: recordOf(instanceType).nullish(),
  publicIp: text,
  relayConnectionString: text,
  serviceBusConnectionString: text,
});

const envelope = z.object({
  id: z.string().refine(isComputeId, 'is not the id of a compute'),
  name: text,
  type: text,
  location: text,
  tags: labels,
  identity: identity.nullish(),
  properties: z.object({
    computeType: z.string().refine(isKubernetes, `is not ${KUBERNETES}`),
    computeLocation: text,
    description: text,
    provisioningState: z.string().optional(),
    provisioningErrors: json.optional(),
    createdOn: instant,
    modifiedOn: instant,
    isAttachedCompute: z.boolean().nullish(),
    resourceId: text,
    properties: kubernetes.nullish(),
  }),
});

const head = z.object({
  name: z.string().nullish().catch(null),
  properties: z.object({ computeType: z.string(), isAttachedCompute: z.unknown().optional() }),
});

/** Requests go by the name and comparisons by the id, so the two have to be of one compute. */
const resource = envelope.transform((value, context) => {
  const name = value.name ?? nameOf(value.id);
  const isSame = sameArmId(name, nameOf(value.id));
  if (isSame && isComputeName(name)) return { ...value, name };
  const message = isSame ? 'is not the name of a compute' : 'is not the name in the id';
  context.addIssue({ code: 'custom', path: ['name'], message });
  return z.NEVER;
});

/** What the JSON of a compute is: one of ours, one of another kind, or something that cannot be read. */
export type DecodedCompute =
  | { readonly kind: 'kubernetes'; readonly compute: Compute }
  /** A compute of another type, or one that is not attached. */
  | { readonly kind: 'other'; readonly name: string | null; readonly computeType: string }
  /** `reason` names the place and the rule of the first thing wrong. */
  | { readonly kind: 'unreadable'; readonly name: string | null; readonly reason: string };

/**
 * Reads a compute of any type. One that says that it is not attached (`isAttachedCompute` false or null) counts
 * as another type, as it does in the reference; one that says nothing is taken as attached.
 */
export function decodeCompute(value: unknown): DecodedCompute {
  const parsed = head.safeParse(value);
  if (!parsed.success) return { kind: 'unreadable', name: null, reason: describeIssue(parsed.error) };
  const { name = null, properties } = parsed.data;
  const { computeType, isAttachedCompute } = properties;
  if (!isKubernetes(computeType) || isAttachedCompute === false || isAttachedCompute === null)
    return { kind: 'other', name, computeType };
  return decodeKubernetes(value, name);
}

/**
 * Reads the JSON of a Kubernetes compute loosely: unknown members are ignored, optional ones may be null or absent, and
 * a missing provisioningState means `Succeeded` (ARM's rule for asynchronous operations).
 */
export function decodeKubernetes(
  value: unknown,
  name: string | null = null,
): Exclude<DecodedCompute, { kind: 'other' }> {
  const parsed = resource.safeParse(value);
  if (!parsed.success) return { kind: 'unreadable', name, reason: describeIssue(parsed.error) };
  return { kind: 'kubernetes', compute: toCompute(parsed.data) };
}

function isKubernetes(computeType: string): boolean {
  return computeType.toLowerCase() === KUBERNETES.toLowerCase();
}

function toCompute({ id, properties, ...outer }: z.infer<typeof resource>): Compute {
  const inner = properties.properties ?? {};
  const provisioningErrors = properties.provisioningErrors ?? null;
  return {
    id,
    name: outer.name,
    type: outer.type ?? null,
    location: outer.location ?? null,
    tags: outer.tags ?? null,
    identity: toIdentity(outer.identity),
    description: properties.description ?? null,
    lifecycle: parseLifecycle(properties.provisioningState ?? 'Succeeded'),
    provisioningErrors,
    problems: findProblems(provisioningErrors),
    createdOn: properties.createdOn,
    modifiedOn: properties.modifiedOn,
    isAttached: properties.isAttachedCompute ?? null,
    clusterResourceId: properties.resourceId ?? null,
    clusterLocation: properties.computeLocation ?? null,
    namespace: inner.namespace ?? null,
    defaultInstanceType: inner.defaultInstanceType ?? null,
    instanceTypes: inner.instanceTypes ?? null,
    publicIp: inner.publicIp ?? null,
    connectionStrings: {
      relay: toSecret(inner.relayConnectionString),
      serviceBus: toSecret(inner.serviceBusConnectionString),
    },
  };
}

/** An identity without a type says nothing; only the members that the service gave are kept. */
function toIdentity(value: z.infer<typeof identity> | null | undefined): ComputeIdentity | null {
  if (typeof value?.type !== 'string') return null;
  const { type, principalId, tenantId, userAssignedIdentities } = value;
  return {
    type,
    ...(userAssignedIdentities === undefined ? {} : { userAssignedIdentities }),
    ...(principalId === undefined ? {} : { principalId }),
    ...(tenantId === undefined ? {} : { tenantId }),
  };
}

function toSecret(value: string | null | undefined): Secret | null {
  return typeof value === 'string' && value !== '' ? new Secret(value) : null;
}
