import type { Fact } from '../../domain/fact.js';
import { readFact } from '../../service/read-fact.js';
import type { ComputeService } from '../../service/service.js';

/** What it takes to read. */
export interface ResourceReader {
  readonly service: ComputeService;
  readonly signal: AbortSignal | undefined;
}

/** A resource, and how its JSON is read; null for what is something else. */
export interface ResourceReading<T> {
  /** ARM id. */
  readonly id: string;
  readonly apiVersion: string;
  readonly decode: (value: unknown) => T | null;
}

/** Reads one resource by its ARM id, as a fact. */
export function readResource<T>(
  { service, signal }: ResourceReader,
  { id, apiVersion, decode }: ResourceReading<T>,
): Promise<Fact<T>> {
  return readFact(service, `${service.endpoint}${id}?api-version=${apiVersion}`, { decode, signal });
}
