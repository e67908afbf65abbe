import { ForbiddenError, InvalidInputError } from '@azureml-kubernetes/core';
import type { Confirmation, IssuedToken } from '../catalogue/confirmation.js';
import { type Agreement, agreementOf } from './agreement.js';
import type { Ask, Consent } from './ask.js';
import type { ConfirmMode } from './confirm-mode.js';
import type { PlanTokens } from './plan-token.js';

/** What a tool wants to be confirmed. */
export interface ConfirmRequest {
  readonly consent: Consent;
  /** What the caller brought from an earlier plan. */
  readonly token: string | undefined;
  readonly signal: AbortSignal;
}

/** Asks whether something may be done. */
export type Confirm = (request: ConfirmRequest) => Promise<Confirmation>;

/** What confirmations of one call are made of. */
export interface ConfirmOptions {
  readonly mode: ConfirmMode;
  readonly tokens: PlanTokens;
  /** Who calls; a token of one caller is worth nothing for another. */
  readonly principal: string;
  readonly ask: Ask;
}

/** A token for what is left of changes that were agreed to; null where no token is needed. */
export function continueAgreed(
  consent: Consent,
  { mode, tokens, principal }: ConfirmOptions,
): IssuedToken | null {
  if (mode === 'off' || consent.changes.length === 0) return null;
  return tokens.issue(agreementOf(agreedBefore(consent)), principal);
}

/** Kept apart from the token of a plan, which no person may have agreed to yet. */
function agreedBefore(consent: Consent): Consent {
  return { ...consent, subject: `agreed ${consent.subject}` };
}

/** Confirms in the form that mode and client allow: by asking the person, by a token, or not at all. */
export function createConfirm(options: ConfirmOptions): Confirm {
  return async (request) => {
    if (options.mode === 'off') return { kind: 'confirmed', how: 'off' };
    const before = { ...request, consent: agreedBefore(request.consent) };
    if (hasValidToken(before, options)) return { kind: 'confirmed', how: 'token' };
    switch (options.mode) {
      case 'token':
        return confirmByToken(request, options);
      case 'auto':
      case 'elicit':
        return confirmByAsking(request, options);
    }
  };
}

async function confirmByAsking(request: ConfirmRequest, options: ConfirmOptions): Promise<Confirmation> {
  const { mode, ask } = options;
  // A token was given only after the person could not be asked, or did not answer.
  if (mode === 'auto' && hasValidToken(request, options)) return { kind: 'confirmed', how: 'token' };
  const reply = ask === null ? 'unavailable' : await ask(request.consent, request.signal);
  if (reply === 'yes') return { kind: 'confirmed', how: 'asked' };
  if (reply === 'no') return refused(request);
  if (mode === 'auto') return confirmByToken(request, options);
  if (reply === 'unanswered') return refused(request);
  throw new ForbiddenError(
    `a person has to confirm a ${request.consent.action}, and this client cannot ask one`,
    {
      hint: 'Use a client with elicitation, or start the server with --confirm auto or --confirm token',
    },
  );
}

function refused({ consent }: ConfirmRequest): Confirmation {
  return { kind: 'refused', reason: `the ${consent.action} was not confirmed` };
}

function confirmByToken(request: ConfirmRequest, options: ConfirmOptions): Confirmation {
  const { consent, token } = request;
  if (token === undefined)
    return { kind: 'unavailable', ...options.tokens.issue(agreementOf(consent), options.principal) };
  if (hasValidToken(request, options)) return { kind: 'confirmed', how: 'token' };
  throw new InvalidInputError({
    field: 'confirm_token',
    rule: RULES[consent.action],
    example: EXAMPLES[consent.action],
  });
}

const RULES = {
  detach: 'is not, or no longer, good for this compute in its present state',
  prepare: 'is not, or no longer, good for this cluster and these changes',
} as const;

const EXAMPLES = {
  detach: 'the one of a new plan, which compute_detach without confirm_token returns',
  prepare: 'the one of a new plan, which cluster_prepare without confirm_token returns',
} as const;

function hasValidToken({ consent, token }: ConfirmRequest, { tokens, principal }: ConfirmOptions): boolean {
  const wanted: Agreement = agreementOf(consent);
  return token !== undefined && tokens.isValid(token, wanted, principal);
}
