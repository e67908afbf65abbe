import { UnexpectedResponseError } from '../errors/unexpected-response-error.js';
import type { Answer } from '../transport/answer.js';
import { refusalOf } from '../wire/arm-error.js';
import { decodePage, type ListedCompute } from '../wire/decode-list.js';
import { followPages } from './follow-pages.js';
import type { ComputeService } from './service.js';

/** One page of a workspace's computes. */
export type ComputePage = readonly ListedCompute[];

/**
 * Lists the computes of a workspace page by page, of every type. A bad entry is reported in its place.
 * @throws what {@link followPages} throws, and the typed error of a refusal.
 */
export async function* listPages(
  service: ComputeService,
  signal?: AbortSignal,
  listUrl: string = service.listUrl,
): AsyncGenerator<ComputePage> {
  const pages = followPages(service, listUrl, { read: readPage, signal });
  for await (const { entries } of pages) yield entries;
}

/** Lists the computes of the workspace one by one. */
export async function* list(service: ComputeService, signal?: AbortSignal): AsyncGenerator<ListedCompute> {
  for await (const page of listPages(service, signal)) yield* page;
}

function readPage(answer: Answer): { entries: ComputePage; nextLink: string | null } {
  if (answer.status !== 200) throw refusalOf(answer, 'listing the computes');
  const decoded = decodePage(answer.body.kind === 'json' ? answer.body.value : undefined);
  if (decoded.kind === 'page') return decoded;
  throw new UnexpectedResponseError(`the list of computes cannot be read: ${decoded.reason}`, {
    hint: 'Check for a proxy in between; report it with the request id if Azure itself answered',
    service: { status: answer.status, code: null, message: null, requestId: answer.requestId },
  });
}
