import type { Compute } from '../domain/compute.js';
import { listPages } from '../service/list.js';
import type { ComputeService } from '../service/service.js';

/** What a list of computes showed, and what it cost. */
export interface Listing {
  /** By name, in lower case. */
  readonly found: ReadonlyMap<string, Compute>;
  /** Pages that were read. */
  readonly pages: number;
}

/** Reads the list until all wanted computes are found. A list that fails gives nothing: the single polls then give the reason. */
export async function findListed(
  service: ComputeService,
  wanted: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Listing> {
  const found = new Map<string, Compute>();
  let pages = 0;
  try {
    for await (const page of listPages(service, signal)) {
      pages += 1;
      for (const entry of page) {
        const key = entry.kind === 'kubernetes' ? entry.compute.name.toLowerCase() : '';
        if (entry.kind === 'kubernetes' && wanted.has(key)) found.set(key, entry.compute);
      }
      if (found.size === wanted.size) break;
    }
  } catch {
    found.clear();
  }
  return { found, pages };
}
