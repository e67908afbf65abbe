import { createHash } from 'node:crypto';
import type { Consent } from './ask.js';

/** Enough of a SHA-256 that a second subject cannot be found, and short in a token. */
const DIGEST_BYTES = 16;

/** What was agreed to, as digests: it fits into a token, and shows nothing. */
export interface Agreement {
  readonly subject: string;
  readonly changes: readonly string[];
}

/** Digests what was agreed to. */
export function agreementOf({
  action,
  subject,
  changes,
}: Pick<Consent, 'action' | 'subject' | 'changes'>): Agreement {
  return {
    subject: digestOf([action, subject]),
    changes: changes.map((change) => digestOf([action, change])),
  };
}

/** Whether an agreement holds for what is to be done now: the same subject, and no change that is not in it. */
export function covers(agreed: Agreement, wanted: Agreement): boolean {
  return agreed.subject === wanted.subject && wanted.changes.every((one) => agreed.changes.includes(one));
}

/** A digest of JSON data, the same for the same members in whatever order. */
export function digestOf(data: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(data, sorted));
  return hash.digest().subarray(0, DIGEST_BYTES).toString('base64url');
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
