import type { Seal } from '../seal/seal.js';
import { type Agreement, digestOf } from './agreement.js';

/** How long a person may take to answer. */
const STATE_LIFETIME_MS = 5 * 60_000;

/** The call that a question belongs to, and the caller. */
export interface AskingCall {
  readonly principal: string;
  readonly method: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** Seals what a client has to bring back with the person's answer. Any replica with the same secret can read it. */
export interface RequestStates {
  issue(call: AskingCall, agreement: Agreement): string;
  /** What the question was about; null for a state that is damaged, expired, of another principal or another call. */
  read(state: unknown, call: AskingCall): Agreement | null;
}

/** States hold digests only: what was called, and what the person was asked to agree to. */
export function createRequestStates(seal: Seal): RequestStates {
  return {
    issue: (call, { subject, changes }) => {
      const text = [digestOfCall(call), subject, ...changes].join('.');
      return seal.seal(text, { principal: call.principal, lifetimeMs: STATE_LIFETIME_MS });
    },
    read: (state, call) => {
      const text = typeof state === 'string' ? seal.open(state, call.principal) : null;
      const [digest, subject = '', ...changes] = text?.split('.') ?? [];
      return digest === digestOfCall(call) ? { subject, changes } : null;
    },
  };
}

function digestOfCall({ method, name, arguments: args }: AskingCall): string {
  return digestOf([method, name, args]);
}
