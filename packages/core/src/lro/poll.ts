import type { ServiceProblem } from '../errors/service-problem.js';
import type { Answer } from '../transport/answer.js';
import { type Sender, send } from '../transport/send.js';
import { refusalOf } from '../wire/arm-error.js';
import { decodeOperationStatus } from '../wire/operation-status.js';
import { type FollowUp, followUpOf } from './follow-up.js';
import type { Operation } from './operation.js';

/** What one look at an operation says. */
export type PollResult =
  | {
      readonly kind: 'running';
      /** The service's word, such as `InProgress`. */
      readonly text: string;
      readonly retryAfterMs: number | null;
      /** Where to look next: the service may name another URL. */
      readonly operation: Operation;
    }
  | { readonly kind: 'ended'; readonly end: OperationEnd }
  /** The operation cannot be followed any more; the resource decides. */
  | { readonly kind: 'lost'; readonly reason: 'absent' | 'forbidden' | 'unreadable' };

/** How an operation ended, with the service's word for it and its reasons. */
export interface OperationEnd {
  readonly state: 'succeeded' | 'failed' | 'canceled';
  readonly text: string;
  readonly problems: readonly ServiceProblem[];
}

/** Sends polls to one endpoint. */
export interface Poller extends Sender {
  /** Origin that the operation has to be on. */
  readonly endpoint: string;
}

/**
 * Looks once at an operation of mode `azure-async-operation` or `location`. Three answers mean "follow the resource
 * instead": 404 (the record is gone; it does not outlive the operation for long), 403 (reading operations takes rights
 * on the resource group, reading the compute does not) and a body that says nothing.
 *
 * @throws the typed error of any other refusal, NetworkError, UntrustedUrlError, or the signal's reason.
 */
export async function pollOperation(
  poller: Poller,
  operation: Operation,
  signal: AbortSignal,
): Promise<PollResult> {
  const answer = await send(poller, { method: 'GET', url: operation.url, signal });
  if (answer.status === 404) return { kind: 'lost', reason: 'absent' };
  if (answer.status === 403) return { kind: 'lost', reason: 'forbidden' };
  if (answer.status >= 300) throw refusalOf(answer, 'the look at the operation');
  const next = (): Operation => ({ ...operation, ...movedTo(answer, operation, poller.endpoint) });
  return operation.mode === 'location' ? readLocation(answer, next) : readStatus(answer, next);
}

/** A new URL counts in the mode that the write began in: a status may name, as `Location`, where its result will be. */
function movedTo(answer: Answer, { mode }: Operation, endpoint: string): FollowUp | null {
  return followUpOf(
    mode === 'location' ? { ...answer, operationUrl: null } : { ...answer, location: null },
    endpoint,
  );
}

/** RPC: 202 goes on; any other success is the end. */
function readLocation({ status, retryAfterMs }: Answer, next: () => Operation): PollResult {
  if (status === 202) return { kind: 'running', text: 'InProgress', retryAfterMs, operation: next() };
  return { kind: 'ended', end: { state: 'succeeded', text: 'Succeeded', problems: [] } };
}

function readStatus({ body, retryAfterMs }: Answer, next: () => Operation): PollResult {
  const decoded = decodeOperationStatus(body.kind === 'json' ? body.value : undefined);
  if (decoded.kind === 'unreadable') return { kind: 'lost', reason: 'unreadable' };
  const { lifecycle, problems } = decoded;
  switch (lifecycle.state) {
    case 'succeeded':
    case 'failed':
    case 'canceled':
      return { kind: 'ended', end: { state: lifecycle.state, text: lifecycle.text, problems } };
    case 'unknown':
    case 'creating':
    case 'updating':
    case 'deleting':
    case 'unrecognized':
      return { kind: 'running', text: lifecycle.text, retryAfterMs, operation: next() };
  }
}
