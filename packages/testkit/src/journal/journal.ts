import type { RouteName } from '../faults/route-name.js';
import type { Json } from '../json.js';

/** One request that reached the fake. Secrets were hidden before it was written. */
export interface JournalEntry {
  /** Counted from 1, never reused. */
  readonly sequence: number;
  /** Milliseconds since 1970-01-01 UTC, by the service's clock. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** Path and query as sent; the signature of an operation URL is hidden. */
  readonly target: string;
  readonly route: RouteName | null;
  readonly headers: Readonly<Record<string, string>>;
  /** The body, parsed; null without one. A text that is no JSON is not kept. */
  readonly body: Json;
  /** The status that was answered, or `reset`, `aborted`, or `pending` while it is not answered. */
  readonly outcome: number | 'reset' | 'aborted' | 'pending';
  /** The code of the error that was answered, if it was one. */
  readonly errorCode: string | null;
  /** The kinds of the fault effects that hit it. */
  readonly faults: readonly string[];
}

/** What is known of an entry when its request comes in. */
export type OpenEntry = Omit<JournalEntry, 'sequence' | 'outcome' | 'errorCode'>;

/** Selects entries; all members that are given must hold. */
export interface JournalFilter {
  readonly method?: string;
  /** A part of the path, without regard to case. */
  readonly path?: string;
  readonly route?: RouteName;
}

/** The requests that the fake has seen, the newest `limit` of them. */
export class Journal {
  readonly #limit: number;
  readonly #entries: JournalEntry[] = [];
  readonly #followers = new Set<(entry: JournalEntry) => void>();
  #count = 0;

  constructor(limit = 10_000) {
    this.#limit = limit;
  }

  /** Writes an entry; the function that comes back completes it. */
  open(entry: OpenEntry): (end: Pick<JournalEntry, 'outcome' | 'errorCode'>) => void {
    this.#count += 1;
    const sequence = this.#count;
    this.#entries.push({ ...entry, sequence, outcome: 'pending', errorCode: null });
    if (this.#entries.length > this.#limit * 2) this.#entries.splice(0, this.#entries.length - this.#limit);
    return (end) => {
      const complete: JournalEntry = { ...entry, sequence, ...end };
      const index = sequence - (this.#entries[0]?.sequence ?? 0);
      if (this.#entries[index] !== undefined) this.#entries[index] = complete;
      for (const follower of this.#followers) follower(complete);
    };
  }

  /** Calls back with every entry as soon as it is answered; the function that comes back ends that. */
  follow(follower: (entry: JournalEntry) => void): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** Entries that match, oldest first. */
  entries(filter: JournalFilter = {}): readonly JournalEntry[] {
    return this.#entries.slice(-this.#limit).filter((entry) => matches(entry, filter));
  }

  clear(): void {
    this.#entries.length = 0;
  }
}

function matches(entry: JournalEntry, { method, path, route }: JournalFilter): boolean {
  if (method !== undefined && entry.method !== method.toUpperCase()) return false;
  if (path !== undefined && !entry.path.toLowerCase().includes(path.toLowerCase())) return false;
  return route === undefined || entry.route === route;
}
