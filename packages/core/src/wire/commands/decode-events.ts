import type { EventEvidence } from '../../domain/preparing/cluster-evidence.js';
import { decodeRows } from './decode-rows.js';

const KEPT = 50;

/** The last warnings in an output of time, object, reason and message. */
export function decodeEvents(output: string): readonly EventEvidence[] {
  return decodeRows(output, 4)
    .slice(-KEPT)
    .map(([at = '', object = '', reason = '', ...message]) => ({
      at,
      object,
      reason,
      message: message.join(' '),
    }));
}
