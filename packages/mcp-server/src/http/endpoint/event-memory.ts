import type { EventStore } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';

/** Enough for the results of a session's running calls and the progress before them. */
const MAX_EVENTS = 32;

interface StoredEvent {
  readonly id: string;
  readonly streamId: string;
  readonly message: JSONRPCMessage;
}

/**
 * The last events of one session, so that a client whose connection broke gets what it has missed. An event that has
 * been forgotten cannot be resumed from: the client gets an error, rather than the rest with a gap.
 */
export class EventMemory implements EventStore {
  #events: StoredEvent[] = [];
  #stored = 0;

  async storeEvent(streamId: string, message: JSONRPCMessage): Promise<string> {
    this.#stored += 1;
    const id = String(this.#stored);
    this.#events.push({ id, streamId, message });
    if (this.#events.length > MAX_EVENTS) this.#events.shift();
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
