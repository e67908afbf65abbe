import { ComputeTargetError } from '../errors/compute-target-error.js';
import type { Clock } from '../runtime/clock.js';
import type { Random } from '../runtime/random.js';
import type { Answer } from '../transport/answer.js';
import type { TimeLeft } from '../transport/send.js';
import { decodeGraphPage, type GraphPage, type GraphRow } from '../wire/graph/decode-graph-page.js';
import { encodeGraphQuery, type GraphQueryName } from '../wire/graph/graph-queries.js';
import { type GraphRefusal, readGraphRefusal } from '../wire/graph/graph-refusal.js';
import { GraphQuota } from './graph-quota.js';

/** What it takes to ask. */
export interface GraphConnection {
  /** Sends the body of a query. @throws NetworkError when there is no answer. */
  readonly ask: (body: unknown, limits: GraphLimits) => Promise<GraphAnswer>;
  readonly clock: Clock;
  readonly random: Random;
}

/** What is read of an answer. */
export type GraphAnswer = Pick<Answer, 'status' | 'body' | 'retryAfterMs' | 'quota'>;

/** The rows of one query over some subscriptions, or why there are none to rely on. */
export type GraphRows =
  | {
      readonly kind: 'rows';
      readonly rows: readonly GraphRow[];
      /** False when rows were lost on the way: then absence from the rows says nothing. */
      readonly isComplete: boolean;
    }
  | { readonly kind: 'refused'; readonly refusal: GraphRefusal | 'unreadable' };

/** What ends a query early. */
export interface GraphLimits {
  readonly signal: AbortSignal | undefined;
  /** Not given: no limit. */
  readonly timeLeftMs?: TimeLeft | undefined;
}

/** One query over some subscriptions, at most 1,000 (what the official clients allow themselves). */
export interface GraphSearch extends GraphLimits {
  readonly query: GraphQueryName;
  readonly subscriptions: readonly string[];
}

type PageAnswer =
  | { readonly kind: 'page'; readonly page: GraphPage }
  | Extract<GraphRows, { readonly kind: 'refused' }>;

const MAX_TRIES = 4;
/** Upper end of the first pause after a fault. */
const BASE_PAUSE_MS = 1_000;
const MAX_PAGE = 1_000;
const MIN_PAGE = 1;

/**
 * Asks Azure Resource Graph, page by page and within its quota. A query is a POST that only reads, so it is sent again
 * after a fault or a lost answer. Where the endpoint has no Resource Graph, that is remembered.
 */
export class ResourceGraph {
  readonly #connection: GraphConnection;
  readonly #quota: GraphQuota;
  #isServed = true;

  constructor(connection: GraphConnection) {
    this.#connection = connection;
    this.#quota = new GraphQuota(connection);
  }

  /**
   * Reads all rows of a query. `$skipToken` is an offset, and rows move while resources come and go: a second sight of
   * an id replaces the first, and a query that gave fewer rows than it counts is read once more.
   * @throws the signal's reason after an abort.
   */
  async read(search: GraphSearch): Promise<GraphRows> {
    if (!this.#isServed) return { kind: 'refused', refusal: 'not-served' };
    const first = await this.#readPages(search, MAX_PAGE);
    return first.kind === 'rows' && !first.isComplete ? this.#readPages(search, MAX_PAGE) : first;
  }

  async #readPages(search: GraphSearch, pageSize: number): Promise<GraphRows> {
    const rows = new Map<string, GraphRow>();
    const tokens = new Set<string>();
    let isTruncated = false;
    for (let skipToken: string | null = null; ; ) {
      const answer: PageAnswer = await this.#readPage(search, pageSize, skipToken);
      if (answer.kind === 'refused') return this.#smaller(answer, search, pageSize);
      const { page } = answer;
      for (const row of page.rows) rows.set(row.id.toLowerCase(), row);
      isTruncated ||= page.isTruncated;
      skipToken = page.skipToken;
      const mayGoOn = tokens.size <= Math.ceil(page.totalRecords / pageSize) + 1;
      if (skipToken === null || tokens.has(skipToken) || !mayGoOn) {
        const isComplete = !isTruncated && skipToken === null && rows.size >= page.totalRecords;
        return { kind: 'rows', rows: [...rows.values()], isComplete };
      }
      tokens.add(skipToken);
    }
  }

  /** Reads from the start with half the page where an answer would be too large. */
  #smaller(
    answer: Extract<PageAnswer, { readonly kind: 'refused' }>,
    search: GraphSearch,
    pageSize: number,
  ): Promise<GraphRows> {
    const canShrink = answer.refusal === 'smaller-pages' && pageSize > MIN_PAGE;
    return canShrink ? this.#readPages(search, Math.floor(pageSize / 2)) : Promise.resolve(answer);
  }

  async #readPage(
    { query, subscriptions, signal, timeLeftMs }: GraphSearch,
    pageSize: number,
    skipToken: string | null,
  ): Promise<PageAnswer> {
    const body = encodeGraphQuery({ query, subscriptions, pageSize, skipToken });
    for (let tries = 1; ; tries += 1) {
      const hasRoom = await this.#quota.take(signal, timeLeftMs);
      if (!hasRoom) return { kind: 'refused', refusal: 'throttled' };
      const answer = await this.#ask(body, { signal, timeLeftMs });
      const refusal = answer === null ? 'repeat' : refusalOf(answer);
      if (answer !== null && refusal === null) return readPage(answer);
      if (refusal === 'not-served') this.#isServed = false;
      if (refusal === 'throttled') this.#quota.close(pauseOf(answer));
      const mayRepeat = refusal === 'throttled' || refusal === 'repeat';
      if (!mayRepeat || tries === MAX_TRIES) return { kind: 'refused', refusal: refusal ?? 'unreadable' };
      if (refusal === 'repeat') await this.#pause(tries, signal);
    }
  }

  #pause(tries: number, signal: AbortSignal | undefined): Promise<void> {
    const { clock, random } = this.#connection;
    return clock.sleep(random() * BASE_PAUSE_MS * 2 ** (tries - 1), signal);
  }

  /** One answer; null when it was lost. A failed sign-in is thrown: lists would fail by it, too. */
  async #ask(body: unknown, limits: GraphLimits): Promise<GraphAnswer | null> {
    try {
      const answer = await this.#connection.ask(body, limits);
      if (answer.quota !== null) this.#quota.learn(answer.quota);
      return answer;
    } catch (error) {
      limits.signal?.throwIfAborted();
      if (ComputeTargetError.isInstance(error) && error.code === 'network') return null;
      throw error;
    }
  }
}

function refusalOf({ status, body }: GraphAnswer): GraphRefusal | null {
  return status === 200 ? null : readGraphRefusal(status, jsonOf(body));
}

function readPage({ body }: GraphAnswer): PageAnswer {
  const page = decodeGraphPage(jsonOf(body));
  return page === null ? { kind: 'refused', refusal: 'unreadable' } : { kind: 'page', page };
}

function pauseOf(answer: GraphAnswer | null): number | undefined {
  return answer?.retryAfterMs ?? answer?.quota?.resetsAfterMs ?? undefined;
}

function jsonOf(body: Answer['body']): unknown {
  return body.kind === 'json' ? body.value : undefined;
}
