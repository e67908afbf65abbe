import * as z from 'zod';
import type { Compute } from '../../domain/compute.js';
import { statusOf } from '../../domain/compute-status.js';
import { isRecord, type JsonValue } from '../../domain/json.js';
import type { Secret } from '../../domain/secret.js';
import { readTimestamp } from '../../domain/timestamp.js';
import { InvalidPayloadError } from '../../errors/invalid-payload-error.js';
import { redactText } from '../../errors/redact-text.js';
import { describeIssue } from '../describe-issue.js';
import { decodeKubernetes, KUBERNETES } from './decode-compute.js';

/** The reference's serialized form of a compute, plain JSON. */
export type ComputePayload = { readonly [key: string]: JsonValue };

/** What a payload holds. */
export interface SerializeOptions {
  /**
   * Include connection strings, and signatures or tokens within the service's provisioning errors. A payload that has
   * any is then marked with `containsSecrets: true` and has to be kept like a password.
   */
  readonly includeSecrets?: boolean;
}

/** A payload has to hold these members, although their values may be null: the reference's own rule. */
const present = z.unknown().refine((value) => value !== undefined, 'is required');
/** What cannot be read cannot be written again as it was. */
const instant = z
  .string()
  .refine((value) => readTimestamp(value) !== null, 'is not an ISO 8601 date-time')
  .nullish();
const required = z.looseObject({
  id: present,
  location: present,
  tags: present,
  properties: z.looseObject({
    computeType: z.literal(KUBERNETES),
    description: present,
    resourceId: present,
    provisioningState: z.string(),
    provisioningErrors: present,
    createdOn: instant,
    modifiedOn: instant,
    properties: present,
  }),
});

/**
 * Reads a payload that was written by {@link encodePayload}, by the Python SDK, or by the service.
 * @throws InvalidPayloadError naming the member that is missing or wrong.
 */
export function decodePayload(payload: unknown): Compute {
  const complete = required.safeParse(payload);
  if (!complete.success) throw invalidPayload(describeIssue(complete.error));
  const decoded = decodeKubernetes(payload);
  if (decoded.kind === 'unreadable') throw invalidPayload(decoded.reason);
  return decoded.compute;
}

function invalidPayload(reason: string): InvalidPayloadError {
  return new InvalidPayloadError('the payload is not that of a Kubernetes compute', {
    hint: 'Give what serialize() returned, or the JSON of the compute as the service answers it',
    quoted: reason,
  });
}

/**
 * Writes the keys and values of the Python SDK's `serialize()`, and the few more that an exact way back
 * needs: `type`, `createdOn`, `modifiedOn`, `isAttachedCompute`. No I/O, no secrets unless asked for.
 */
export function encodePayload(
  compute: Compute,
  { includeSecrets = false }: SerializeOptions = {},
): ComputePayload {
  const secrets = includeSecrets ? secretMembers(compute) : {};
  const redactedErrors = redactJson(compute.provisioningErrors);
  const containsSecrets =
    Object.keys(secrets).length > 0 ||
    (includeSecrets && !sameJson(compute.provisioningErrors, redactedErrors));
  const status = statusOf(compute);
  return dropUndefined({
    id: compute.id,
    name: compute.name,
    type: compute.type ?? undefined,
    tags: compute.tags,
    location: compute.location,
    identity: compute.identity === null ? null : dropUndefined({ ...compute.identity }),
    properties: dropUndefined({
      computeType: KUBERNETES,
      computeLocation: compute.clusterLocation,
      description: compute.description,
      resourceId: compute.clusterResourceId,
      provisioningErrors: includeSecrets ? compute.provisioningErrors : redactedErrors,
      provisioningState: compute.lifecycle.text,
      createdOn: compute.createdOn?.text,
      modifiedOn: compute.modifiedOn?.text,
      isAttachedCompute: compute.isAttached ?? undefined,
      properties: dropUndefined({ ...kubernetesMembers(compute), ...secrets }),
      status: status === null ? null : { ...status },
    }),
    containsSecrets: containsSecrets || undefined,
  });
}

/** The same JSON with every text in it redacted. */
function redactJson(value: JsonValue): JsonValue {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(redactJson);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, redactJson(member)]));
}

function sameJson(one: JsonValue, other: JsonValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

type Members = { readonly [key: string]: JsonValue | undefined };

function kubernetesMembers({ namespace, defaultInstanceType, instanceTypes, publicIp }: Compute): Members {
  return {
    namespace,
    defaultInstanceType,
    instanceTypes: instanceTypes as JsonValue,
    publicIp: publicIp ?? undefined,
  };
}

function secretMembers({ connectionStrings }: Compute): ComputePayload {
  const reveal = (secret: Secret | null): JsonValue | undefined => secret?.reveal();
  return dropUndefined({
    relayConnectionString: reveal(connectionStrings.relay),
    serviceBusConnectionString: reveal(connectionStrings.serviceBus),
  });
}

function dropUndefined(members: Members): ComputePayload {
  return Object.fromEntries(Object.entries(members).filter(isDefined));
}

function isDefined(entry: [string, JsonValue | undefined]): entry is [string, JsonValue] {
  return entry[1] !== undefined;
}
