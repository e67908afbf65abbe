import type { Readable } from 'node:stream';
import { LineReader } from './line-reader.js';
import { type Message, parseMessage } from './message.js';

/** Far above any message of a client; the same bound as the MCP SDK's own. */
const MAX_LINE_BYTES = 10 * 1024 * 1024;

/** Who is called with what comes in. */
export interface MessageListener {
  readonly onMessage: (message: Message) => void;
  /** Called with the kind of error for a line that is not a message. */
  readonly onIgnored: (error: unknown) => void;
  /** Called once when a line has no end; nothing is read after it. */
  readonly onOverlong: () => void;
  /** Called after the messages of each chunk. */
  readonly onRead: () => void;
}

/** Reads messages, one a line, until the input ends. */
export function readMessages(input: Readable, listener: MessageListener): void {
  const { onMessage, onIgnored, onOverlong, onRead } = listener;
  const reader = new LineReader(MAX_LINE_BYTES);
  const readLine = (line: string): void => {
    try {
      onMessage(parseMessage(line));
    } catch (error) {
      onIgnored(error);
    }
  };
  const read = (chunk: Buffer): void => {
    try {
      for (const line of reader.push(chunk)) readLine(line);
      onRead();
    } catch {
      input.off('data', read).pause();
      onOverlong();
    }
  };
  input.on('data', read);
}
