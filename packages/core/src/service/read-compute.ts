import type { Compute } from '../domain/compute.js';
import { sameArmId } from '../domain/ids/arm-id.js';
import type { ComputeName } from '../domain/ids/compute-name.js';
import type { JsonObject } from '../domain/json.js';
import { NotFoundError } from '../errors/not-found-error.js';
import { UnexpectedResponseError } from '../errors/unexpected-response-error.js';
import { UnsupportedOperationError } from '../errors/unsupported-operation-error.js';
import type { Answer } from '../transport/answer.js';
import { refusalOf } from '../wire/arm-error.js';
import { decodeListed } from '../wire/decode-list.js';
import { decodeJsonObject } from '../wire/json-object.js';
import type { ComputeService } from './service.js';

/** What is behind a name. */
export type ComputeRead =
  | {
      readonly kind: 'present';
      readonly compute: Compute;
      readonly retryAfterMs: number | null;
      /** `x-ms-request-id` of the read. */
      readonly requestId: string | null;
    }
  /** A compute of another type, or one that is not attached. */
  | { readonly kind: 'other'; readonly computeType: string }
  | { readonly kind: 'absent' };

/** Codes of a 404 that say that something around the compute is missing, not the compute. */
const MISSING_AROUND = [
  'ParentResourceNotFound',
  'ResourceGroupNotFound',
  'SubscriptionNotFound',
  'InvalidSubscriptionId',
  'InvalidResourceType',
];

/**
 * Reads what is behind a name.
 * @throws NotFoundError when the workspace itself is missing; UnexpectedResponseError when the answer is no compute, or
 * another one; the typed error of any other refusal.
 */
export async function readCompute(
  service: ComputeService,
  name: ComputeName,
  signal?: AbortSignal,
): Promise<ComputeRead> {
  const answer = await service.get(service.computeUrl(name), signal);
  if (answer.status === 404) return absentOr(answer, name);
  if (answer.status !== 200) throw refusalOf(answer, `reading compute ${name}`);
  const read = decodeAnswer(answer, name);
  if (read.kind === 'present' && !sameArmId(read.compute.id, service.computeId(name)))
    throw unreadable(answer, name, 'it is that of another compute');
  return read;
}

/** A 404 that is about the compute, and not about what is around it. */
export function absentOr(answer: Answer, name: ComputeName): ComputeRead {
  const refusal = refusalOf(answer, `reading compute ${name}`);
  if (MISSING_AROUND.includes(refusal.service?.code ?? '')) throw refusal;
  return { kind: 'absent' };
}

function decodeAnswer(answer: Answer, name: ComputeName): ComputeRead {
  const { body, retryAfterMs, requestId } = answer;
  const decoded =
    body.kind === 'json'
      ? decodeListed(body.value)
      : { kind: 'unreadable' as const, reason: body.kind === 'empty' ? 'empty' : body.reason };
  switch (decoded.kind) {
    case 'kubernetes':
      return { kind: 'present', compute: decoded.compute, retryAfterMs, requestId };
    case 'other':
      return { kind: 'other', computeType: decoded.computeType };
    case 'unreadable':
      throw unreadable(answer, name, decoded.reason);
  }
}

function unreadable(
  { status, requestId }: Answer,
  name: ComputeName,
  reason: string,
): UnexpectedResponseError {
  return new UnexpectedResponseError(
    `compute ${name} was answered in a form that cannot be read: ${reason}`,
    {
      hint: 'Check for a proxy in between; report it with the request id if Azure itself answered',
      retryable: true,
      service: { status, code: null, message: null, requestId },
    },
  );
}

/**
 * Reads a Kubernetes compute.
 * @throws NotFoundError, UnsupportedOperationError for another type of compute, and the typed error of a refusal.
 */
export async function requireCompute(
  service: ComputeService,
  name: ComputeName,
  signal?: AbortSignal,
): Promise<Compute> {
  const read = await readCompute(service, name, signal);
  switch (read.kind) {
    case 'present':
      return read.compute;
    case 'other':
      throw otherType(name, read.computeType);
    case 'absent':
      throw absent(service, name);
  }
}

/**
 * Reads a compute as the JSON that the service answers.
 * @throws what {@link requireCompute} throws.
 */
export async function readJson(
  service: ComputeService,
  name: ComputeName,
  signal?: AbortSignal,
): Promise<JsonObject> {
  const answer = await service.get(service.computeUrl(name), signal);
  if (answer.status === 404 && absentOr(answer, name)) throw absent(service, name);
  if (answer.status !== 200) throw refusalOf(answer, `reading compute ${name}`);
  const json = answer.body.kind === 'json' ? decodeJsonObject(answer.body.value) : null;
  if (json !== null) return json;
  throw unreadable(answer, name, 'not a JSON object');
}

export function otherType(name: ComputeName, computeType: string): UnsupportedOperationError {
  return new UnsupportedOperationError(`${name} is not an attached Kubernetes compute but a ${computeType}`, {
    hint: 'Choose another name; list the computes of the workspace to see which are of type Kubernetes',
  });
}

export function absent({ workspace }: ComputeService, name: ComputeName): NotFoundError {
  return new NotFoundError(`there is no compute ${name} in workspace ${workspace.name}`, {
    hint: 'List the computes of the workspace; names compare without case',
  });
}
