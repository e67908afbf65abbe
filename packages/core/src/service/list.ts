import { type DecodedCompute, decodeCompute } from '../wire/computes/decode-compute.js';
import { readPages } from './read-pages.js';
import type { ComputeService } from './service.js';

/**
 * Lists the computes of a workspace page by page, of every type. A bad entry is reported in its place.
 * @throws what {@link readPages} throws.
 */
export function listPages(
  service: ComputeService,
  signal?: AbortSignal,
  listUrl: string = service.listUrl,
): AsyncGenerator<readonly DecodedCompute[]> {
  return readPages(service, listUrl, { what: 'the list of computes', decode: decodeCompute, signal });
}

/** Lists the computes of the workspace one by one. */
export async function* list(service: ComputeService, signal?: AbortSignal): AsyncGenerator<DecodedCompute> {
  for await (const page of listPages(service, signal)) yield* page;
}
