import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { WriteMessage } from './channel.js';

/** Writes messages, one a line; resolves once there is room for more. */
export function writeMessages(output: Writable): WriteMessage {
  return async (message) => {
    if (!output.write(`${JSON.stringify(message)}\n`)) await once(output, 'drain');
  };
}
