import { UnexpectedResponseError } from '../errors/unexpected-response-error.js';
import type { Answer } from '../transport/answer.js';
import { requireTrustedUrl } from '../transport/trusted-url.js';
import type { ComputeService } from './service.js';

/** More pages than any list of the service has. */
const MAX_PAGES = 10_000;

/** A page of any list, as far as the next one is concerned. */
interface Linked {
  readonly nextLink: string | null;
}

/** How a list is read. */
export interface PageReading<Page extends Linked> {
  /** Reads one page from its answer; throws when it is not a page. */
  readonly read: (answer: Answer) => Page;
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads a list page by page. A list that leads back to a page of its own, or never ends, is no list: it fails rather
 * than passing for a whole one.
 *
 * @throws UntrustedUrlError when a nextLink leads outside the endpoint; UnexpectedResponseError; whatever `read` throws.
 */
export async function* followPages<Page extends Linked>(
  service: ComputeService,
  firstUrl: string,
  { read, signal }: PageReading<Page>,
): AsyncGenerator<Page> {
  const seen = new Set<string>();
  for (let url: string | null = firstUrl; url !== null; ) {
    if (seen.has(url) || seen.size === MAX_PAGES) throw endless(seen.size);
    seen.add(url);
    const page: Page = read(await service.get(url, signal));
    yield page;
    url = page.nextLink && requireTrustedUrl(page.nextLink, service.endpoint, 'nextLink');
  }
}

function endless(pages: number): UnexpectedResponseError {
  return new UnexpectedResponseError(`the list does not end: after ${pages} pages it goes on`, {
    hint: 'Check for a proxy or cache in between; report it to Azure support if Azure itself answered',
  });
}
