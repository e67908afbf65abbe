import type { WriteMessage } from './channel.js';

/** Writes messages, one a line, by what writes text. */
export function writeMessages(write: (text: string) => Promise<void>): WriteMessage {
  return (message) => write(`${JSON.stringify(message)}\n`);
}
