import { UnexpectedResponseError } from '../errors/unexpected-response-error.js';
import type { Answer } from '../transport/answer.js';
import { requireTrustedUrl } from '../transport/trusted-url.js';
import { refusalOf } from '../wire/arm-error.js';
import { type DecodedPage, decodePage } from '../wire/decode-page.js';
import { requireJson, unreadableAnswer } from './require-json.js';
import type { ComputeService } from './service.js';
import { VisitedLinks } from './visited-links.js';

/** More pages than any list of the service has. */
const MAX_PAGES = 10_000;

/** Longest link to a next page, in characters. Servers refuse longer URLs as a rule. */
const MAX_LINK_LENGTH = 8_192;

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
 * @throws UnexpectedResponseError when a page cannot be read, a link is too long, or the list does not end.
 * @throws the typed error of a refusal.
 */
export async function* readPages<T>(
  service: ComputeService,
  firstUrl: string,
  { what = 'the list', decode, signal }: ListReading<T>,
): AsyncGenerator<readonly T[]> {
  const visited = new VisitedLinks();
  for (let url: string | null = firstUrl; url !== null; ) {
    if (visited.size === MAX_PAGES || !visited.add(url)) throw endlessList(visited.size);
    const { values, nextLink } = readPage(await service.get(url, signal), what);
    yield values.map(decode).filter((value) => value !== null);
    url = nextLink && requireLink(nextLink, service.endpoint);
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

function requireLink(text: string, endpoint: string): string {
  if (text.length <= MAX_LINK_LENGTH) return requireTrustedUrl(text, endpoint, 'nextLink');
  throw new UnexpectedResponseError(`the nextLink of a list is longer than ${MAX_LINK_LENGTH} characters`, {
    hint: ANSWER_HINT,
  });
}

const ANSWER_HINT =
  'Check for a proxy or cache in between; report it to Azure support if Azure itself answered';

function endlessList(pages: number): UnexpectedResponseError {
  return new UnexpectedResponseError(`the list does not end: after ${pages} pages it goes on`, {
    hint: ANSWER_HINT,
  });
}
