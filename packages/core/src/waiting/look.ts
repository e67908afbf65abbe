import type { Compute } from '../domain/compute.js';
import type { ComputeName } from '../domain/ids/compute-name.js';
import type { Operation } from '../lro/operation.js';
import { pollOperation } from '../lro/poll.js';
import { readCompute, wrongTypeError } from '../service/read-compute.js';
import type { ComputeService } from '../service/service.js';
import type { Observation, ObservedEnd } from './observation.js';

/** What is looked at: a compute, and the operation on it where one is known. */
export interface Subject {
  readonly name: ComputeName;
  readonly operation: Operation | null;
  /** The operation as it was given: its URL may change while it is followed, and later it is followed no more. */
  readonly origin: Operation | null;
  /** How the operation ended, once it has. */
  readonly end: ObservedEnd | null;
}

/** Makes what is polled for a compute and its operation. */
export function createSubject(name: ComputeName, operation: Operation | null): Subject {
  return { name, operation, origin: operation, end: null };
}

/** One look, and the subject as it has to be looked at next time. */
export interface Look {
  readonly observation: Observation;
  readonly subject: Subject;
  readonly retryAfterMs: number | null;
}

/** A subject, and the compute as a list has just shown it to have ended, where one has. */
export interface Sighted {
  readonly subject: Subject;
  readonly listed: Compute | null;
}

/**
 * Looks once: at the operation while it can be followed and goes on, else at the compute.
 * @throws UnsupportedOperationError when the name belongs to another type of compute, and any typed refusal.
 */
export async function lookAt(
  service: ComputeService,
  { subject, listed }: Sighted,
  signal: AbortSignal,
): Promise<Look> {
  const { operation, origin } = subject;
  if (operation === null || operation.mode === 'resource') return lookAtCompute(service, subject, signal);
  const poller = { ...service.workspace, transport: service.workspace.transport, endpoint: service.endpoint };
  const result = await pollOperation(poller, operation, signal);
  switch (result.kind) {
    case 'running':
      return {
        observation: { kind: 'running', text: result.text },
        subject: { ...subject, operation: result.operation },
        retryAfterMs: result.retryAfterMs,
      };
    case 'ended':
      return lookFurther(
        service,
        { subject: { ...subject, operation: null, end: { ...result.end, of: origin ?? operation } }, listed },
        signal,
      );
    case 'lost':
      return lookFurther(service, { subject: { ...subject, operation: null }, listed }, signal);
  }
}

/** Once the operation tells no more. */
async function lookFurther(
  service: ComputeService,
  { subject, listed }: Sighted,
  signal: AbortSignal,
): Promise<Look> {
  return listed === null ? lookAtCompute(service, subject, signal) : lookFromList(subject, listed);
}

async function lookAtCompute(service: ComputeService, subject: Subject, signal: AbortSignal): Promise<Look> {
  const { name, end } = subject;
  const read = await readCompute(service, name, signal);
  switch (read.kind) {
    case 'kubernetes':
      return {
        observation: { kind: 'compute', compute: read.compute, end },
        subject,
        retryAfterMs: read.retryAfterMs,
      };
    case 'absent':
      return { observation: { kind: 'absent', end }, subject, retryAfterMs: null };
    case 'other':
      throw wrongTypeError(name, read.computeType);
  }
}

/** The look that a list entry stands for. */
export function lookFromList(subject: Subject, compute: Compute): Look {
  return { observation: { kind: 'compute', compute, end: subject.end }, subject, retryAfterMs: null };
}
