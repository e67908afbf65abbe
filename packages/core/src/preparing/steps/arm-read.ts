import type { Fact } from '../../domain/fact.js';
import { readFact } from '../../service/read-fact.js';
import type { PreparationContext } from '../step-definition.js';

/** Reads one resource by its ARM id, as a fact. */
export function readResource<T>(
  { service, signal }: Pick<PreparationContext, 'service' | 'signal'>,
  {
    id,
    apiVersion,
    decode,
  }: { readonly id: string; readonly apiVersion: string; readonly decode: (value: unknown) => T | null },
): Promise<Fact<T>> {
  return readFact(service, `${service.endpoint}${id}?api-version=${apiVersion}`, { decode, signal });
}
