import { UnexpectedResponseError } from '../errors/unexpected-response-error.js';
import type { Answer } from '../transport/answer.js';
import { requireTrustedUrl } from '../transport/trusted-url.js';
import { refusalOf } from '../wire/arm-error.js';
import { type DecodedPage, decodePage } from '../wire/decode-page.js';
import { requireJson, unreadableAnswer } from './require-json.js';
import type { ComputeService } from './service.js';

/** More pages than any list of the service has. */
const MAX_PAGES = 10_000;

/** How a list is read. */
export interface ListReading<T> {
  /**
   * What is listed, for messages.
   * @default 'the list'
   */
  readonly what?: string;
  /** Null for an entry that is something else. */
  readonly decode: (value: unknown) => T | null;
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads a list page by page and keeps what `decode` recognises. A list that leads back to a page of its own, or never
 * ends, fails instead of passing for a whole one.
 *
 * @throws UntrustedUrlError when a nextLink leads outside the endpoint.
 * @throws UnexpectedResponseError when a page cannot be read, or the list does not end.
 * @throws the typed error of a refusal.
 */
export async function* readPages<T>(
  service: ComputeService,
  firstUrl: string,
  { what = 'the list', decode, signal }: ListReading<T>,
): AsyncGenerator<readonly T[]> {
  const seen = new Set<string>();
  for (let url: string | null = firstUrl; url !== null; ) {
    if (seen.has(url) || seen.size === MAX_PAGES) throw endlessList(seen.size);
    seen.add(url);
    const { values, nextLink } = readPage(await service.get(url, signal), what);
    yield values.map(decode).filter((value) => value !== null);
    url = nextLink && requireTrustedUrl(nextLink, service.endpoint, 'nextLink');
  }
}

/**
 * Reads all pages of a list.
 * @throws what {@link readPages} throws.
 */
export async function readAll<T>(
  service: ComputeService,
  firstUrl: string,
  reading: ListReading<T>,
): Promise<T[]> {
  const found: T[] = [];
  for await (const page of readPages(service, firstUrl, reading)) found.push(...page);
  return found;
}

function readPage(answer: Answer, what: string): Extract<DecodedPage, { kind: 'page' }> {
  if (answer.status !== 200) throw refusalOf(answer, what);
  const decoded = decodePage(requireJson(answer, what));
  if (decoded.kind === 'page') return decoded;
  throw unreadableAnswer(answer, what, decoded.reason);
}

function endlessList(pages: number): UnexpectedResponseError {
  return new UnexpectedResponseError(`the list does not end: after ${pages} pages it goes on`, {
    hint: 'Check for a proxy or cache in between; report it to Azure support if Azure itself answered',
  });
}
