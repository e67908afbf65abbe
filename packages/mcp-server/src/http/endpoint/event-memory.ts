import type { EventStore } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import type { BudgetHolder, EventBudget } from './event-budget.js';

/** Enough for the results of a session's running calls and the progress before them. */
const MAX_EVENTS = 32;
/** The longest results are lists of a hundred computes or clusters, some hundred kB. */
const MAX_BYTES = 1024 * 1024;

interface StoredEvent {
  readonly id: string;
  readonly streamId: string;
  readonly message: JSONRPCMessage;
  readonly bytes: number;
}

/**
 * The last events of one session, so that a client whose connection broke gets what it has missed. An event that has
 * been forgotten is unknown: the client gets no rest with a gap.
 */
export class EventMemory implements EventStore, BudgetHolder {
  /** Called with the stream of each event that is stored. */
  onStream: ((streamId: string) => void) | null = null;
  readonly #budget: EventBudget;
  #events: StoredEvent[] = [];
  #stored = 0;
  #bytes = 0;

  constructor(budget: EventBudget) {
    this.#budget = budget;
    budget.join(this);
  }

  get bytes(): number {
    return this.#bytes;
  }

  dropOldest(): void {
    this.#bytes -= this.#events.shift()?.bytes ?? 0;
  }

  /** Forgets everything: the session is over. */
  close(): void {
    this.#events = [];
    this.#bytes = 0;
    this.#budget.leave(this);
  }

  async storeEvent(streamId: string, message: JSONRPCMessage): Promise<string> {
    this.onStream?.(streamId);
    this.#stored += 1;
    const id = String(this.#stored);
    const bytes = Buffer.byteLength(JSON.stringify(message));
    this.#events.push({ id, streamId, message, bytes });
    this.#bytes += bytes;
    while (this.#events.length > MAX_EVENTS || this.#bytes > MAX_BYTES) this.dropOldest();
    this.#budget.keep();
    return id;
  }

  async getStreamIdForEventId(eventId: string): Promise<string | undefined> {
    return this.#events.find(({ id }) => id === eventId)?.streamId;
  }

  async replayEventsAfter(
    lastEventId: string,
    { send }: { send: (eventId: string, message: JSONRPCMessage) => Promise<void> },
  ): Promise<string> {
    const from = this.#events.findIndex(({ id }) => id === lastEventId);
    const streamId = this.#events[from]?.streamId ?? '';
    const missed = this.#events.slice(from + 1).filter((event) => event.streamId === streamId);
    // The event before the first one has no message: it only tells where a stream begins.
    for (const { id, message } of missed) if ('jsonrpc' in message) await send(id, message);
    return streamId;
  }
}
