import { createHash, randomBytes } from 'node:crypto';
import { createSeal } from '../seal/seal.js';
import type { ConfirmMode } from './confirm-mode.js';
import { createPlanTokens, type PlanTokens } from './plan-token.js';
import { createRequestStates, type RequestStates } from './request-state.js';

/** The shortest secret that keys are made of. */
export const MIN_SECRET_LENGTH = 32;

/** What the confirmations of a process are made of. */
export interface ConfirmParts {
  readonly mode: ConfirmMode;
  readonly tokens: PlanTokens;
  readonly states: RequestStates;
}

/** How a process confirms. */
export interface ConfirmPartsOptions {
  readonly mode: ConfirmMode;
  /** What is signed and sealed with, the one in use first; null for a secret of this process alone. */
  readonly secrets: readonly string[] | null;
  readonly now: () => number;
}

/** Makes tokens and states of the same secrets. */
export function createConfirmParts({ mode, secrets: given, now }: ConfirmPartsOptions): ConfirmParts {
  const secrets = lazySecrets(given);
  const seal = createSeal({ secrets, purpose: 'request-state', randomBytes, now });
  return { mode, tokens: createPlanTokens({ secrets, now }), states: createRequestStates(seal) };
}

/** Made once, by the first use: what is random has to stay the same. */
function lazySecrets(given: readonly string[] | null): () => readonly Uint8Array[] {
  let secrets: readonly Uint8Array[] | null = null;
  const make = (): readonly Uint8Array[] =>
    given === null ? [randomBytes(32)] : given.map((one) => createHash('sha256').update(one).digest());
  return () => {
    secrets ??= make();
    return secrets;
  };
}
