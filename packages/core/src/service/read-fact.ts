import type { Fact } from '../domain/fact.js';
import { ComputeTargetError } from '../errors/compute-target-error.js';
import { refusalOf } from '../wire/arm-error.js';
import { requireJson, unreadableAnswer } from './require-json.js';
import type { ComputeService } from './service.js';

interface Reading<T> {
  /** Null for what is something else. */
  readonly decode: (value: unknown) => T | null;
  readonly signal: AbortSignal | undefined;
}

/** Reads one resource as a fact: what cannot be read is told apart from what is not there. */
export function readFact<T>(
  service: ComputeService,
  url: string,
  { decode, signal }: Reading<T>,
): Promise<Fact<T>> {
  return asFact(signal, async () => {
    const answer = await service.get(url, signal);
    if (answer.status !== 200) throw refusalOf(answer, 'the read');
    const value = decode(requireJson(answer, 'the resource'));
    if (value === null) throw unreadableAnswer(answer, 'the resource', 'it is of another kind');
    return value;
  });
}

/** Turns the outcome of a read into a fact. An abort stays an abort; without a sign-in nothing can be known, so that is thrown. */
export async function asFact<T>(signal: AbortSignal | undefined, read: () => Promise<T>): Promise<Fact<T>> {
  try {
    return { kind: 'read', value: await read() };
  } catch (error) {
    signal?.throwIfAborted();
    if (!ComputeTargetError.isInstance(error)) throw error;
    switch (error.code) {
      case 'not-found':
        return { kind: 'absent' };
      case 'forbidden':
        return { kind: 'forbidden' };
      case 'credential':
        throw error;
      default:
        return { kind: 'unreadable', reason: error.message, code: error.service?.code ?? null };
    }
  }
}
