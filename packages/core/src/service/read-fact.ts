import type { Fact } from '../domain/fact.js';
import { ComputeTargetError } from '../errors/compute-target-error.js';
import { UnexpectedResponseError } from '../errors/unexpected-response-error.js';
import type { Answer } from '../transport/answer.js';
import { refusalOf } from '../wire/arm-error.js';
import { decodeValues } from '../wire/decode-values.js';
import { followPages } from './follow-pages.js';
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
    const value = answer.body.kind === 'json' ? decode(answer.body.value) : null;
    if (value === null) throw illegible(answer);
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

/**
 * Reads all pages of a list and keeps what `decode` recognises.
 * @throws the typed error of a refusal, and what {@link followPages} throws.
 */
export async function readAll<T>(service: ComputeService, firstUrl: string, read: Reading<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const page of readPages(service, firstUrl, read)) found.push(...page);
  return found;
}

/**
 * Reads a list page by page and keeps what `decode` recognises.
 * @throws the typed error of a refusal, and what {@link followPages} throws.
 */
export async function* readPages<T>(
  service: ComputeService,
  firstUrl: string,
  { decode, signal }: Reading<T>,
): AsyncGenerator<readonly T[]> {
  for await (const { values } of followPages(service, firstUrl, { read: readValues, signal })) {
    yield values.map(decode).filter((value) => value !== null);
  }
}

function readValues(answer: Answer): { values: readonly unknown[]; nextLink: string | null } {
  if (answer.status !== 200) throw refusalOf(answer, 'the list');
  const page = answer.body.kind === 'json' ? decodeValues(answer.body.value) : null;
  if (page === null) throw illegible(answer);
  return page;
}

function illegible({ status, requestId }: Answer): UnexpectedResponseError {
  return new UnexpectedResponseError('the answer cannot be read', {
    hint: 'Check for a proxy in between',
    retryable: true,
    service: { status, code: null, message: null, requestId },
  });
}
