import type { Compute } from '../domain/compute.js';
import { sameArmId } from '../domain/ids/arm-id.js';
import type { ComputeName } from '../domain/ids/compute-name.js';
import type { JsonObject } from '../domain/json.js';
import { isWord } from '../domain/lifecycle.js';
import { NotFoundError } from '../errors/not-found-error.js';
import { UnsupportedOperationError } from '../errors/unsupported-operation-error.js';
import type { Answer } from '../transport/answer.js';
import { errorCodeOf, refusalOf } from '../wire/arm-error.js';
import { type DecodedCompute, decodeCompute } from '../wire/computes/decode-compute.js';
import { decodeJsonObject } from '../wire/json-value.js';
import { requireJson, unreadableAnswer } from './require-json.js';
import type { ComputeService } from './service.js';

/** How long after its PUT a compute may be missing from reads, milliseconds. */
export const READ_LAG_MS = 60_000;

/** What is behind a name. */
export type ComputeRead =
  | (Extract<DecodedCompute, { kind: 'kubernetes' }> & Pick<Answer, 'retryAfterMs' | 'requestId'>)
  | Extract<DecodedCompute, { kind: 'other' }>
  | { readonly kind: 'absent' };

/**
 * Reads what is behind a name.
 * @throws NotFoundError when the workspace itself is missing.
 * @throws UnexpectedResponseError when the answer is no compute, or another one.
 * @throws the typed error of any other refusal.
 */
export async function readCompute(
  service: ComputeService,
  name: ComputeName,
  signal?: AbortSignal,
): Promise<ComputeRead> {
  const answer = await service.get(service.computeUrl(name), signal);
  if (isComputeAbsent(answer)) return { kind: 'absent' };
  if (answer.status !== 200) throw refusalOf(answer, `reading compute ${name}`);
  const what = `compute ${name}`;
  const decoded = decodeCompute(requireJson(answer, what));
  switch (decoded.kind) {
    case 'unreadable':
      throw unreadableAnswer(answer, what, decoded.reason);
    case 'other':
      return decoded;
    case 'kubernetes': {
      if (!sameArmId(decoded.compute.id, service.computeId(name)))
        throw unreadableAnswer(answer, what, 'it is that of another compute');
      const { retryAfterMs, requestId } = answer;
      return { ...decoded, retryAfterMs, requestId };
    }
  }
}

/** Codes of a 404 that say that something around the compute is missing, not the compute. */
const MISSING_AROUND = [
  'ParentResourceNotFound',
  'ResourceGroupNotFound',
  'SubscriptionNotFound',
  'InvalidSubscriptionId',
  'InvalidResourceType',
];

/** Whether an answer says that the compute is not there, and not that its workspace is missing. */
export function isComputeAbsent(answer: Answer): boolean {
  return answer.status === 404 && !MISSING_AROUND.includes(errorCodeOf(answer) ?? '');
}

/**
 * Reads a Kubernetes compute.
 * @throws NotFoundError when it is absent.
 * @throws UnsupportedOperationError for another type of compute.
 * @throws the typed error of a refusal.
 */
export async function requireCompute(
  service: ComputeService,
  name: ComputeName,
  signal?: AbortSignal,
): Promise<Compute> {
  const read = await readCompute(service, name, signal);
  switch (read.kind) {
    case 'kubernetes':
      return read.compute;
    case 'other':
      throw wrongTypeError(name, read.computeType);
    case 'absent':
      throw notFoundError(service, name);
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
  if (isComputeAbsent(answer)) throw notFoundError(service, name);
  if (answer.status !== 200) throw refusalOf(answer, `reading compute ${name}`);
  const json = decodeJsonObject(requireJson(answer, `compute ${name}`));
  if (json !== null) return json;
  throw unreadableAnswer(answer, `compute ${name}`, 'it is not a JSON object');
}

/** The error of a name that stands for a compute of another type. */
export function wrongTypeError(name: ComputeName, computeType: string): UnsupportedOperationError {
  const summary = `${name} is not an attached Kubernetes compute`;
  const hint = 'Choose another name; list the computes of the workspace to see which are of type Kubernetes';
  return isWord(computeType)
    ? new UnsupportedOperationError(`${summary} but a ${computeType}`, { hint })
    : new UnsupportedOperationError(summary, { hint, quoted: computeType });
}

/** The error of a name that stands for nothing. */
export function notFoundError({ workspace }: ComputeService, name: ComputeName): NotFoundError {
  return new NotFoundError(`there is no compute ${name} in workspace ${workspace.name}`, {
    hint: 'List the computes of the workspace; names compare without case',
  });
}
