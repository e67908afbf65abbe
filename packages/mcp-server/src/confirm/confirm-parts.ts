import { createSeal, type SealOptions } from '../seal/seal.js';
import type { ConfirmMode } from './confirm-mode.js';
import { createPlanTokens, type PlanTokens } from './plan-token.js';
import { createRequestStates, type RequestStates } from './request-state.js';

/** What the confirmations of a process are made of. */
export interface ConfirmParts {
  readonly mode: ConfirmMode;
  readonly tokens: PlanTokens;
  readonly states: RequestStates;
}

/** What they need of the process. */
export interface ConfirmPartsOptions extends Omit<SealOptions, 'purpose'> {
  readonly mode: ConfirmMode;
}

/** Makes tokens and states of the same secrets. */
export function createConfirmParts({ mode, ...options }: ConfirmPartsOptions): ConfirmParts {
  return {
    mode,
    tokens: createPlanTokens(options),
    states: createRequestStates(createSeal({ ...options, purpose: 'request-state' })),
  };
}
