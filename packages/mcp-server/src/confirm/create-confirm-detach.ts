import { type Compute, ForbiddenError, InvalidInputError } from '@azureml-kubernetes/core';
import type { Confirmation, ConfirmDetach, DetachRequest } from '../catalogue/tool-context.js';
import { computeFingerprint } from './compute-fingerprint.js';
import type { ConfirmMode } from './confirm-mode.js';
import type { PlanTokens } from './plan-token.js';

/** What became of a question to the person at the client. */
export type AskedReply = 'yes' | 'no' | 'unavailable';

/** Asks the person at the client; null where the client has no way to. */
export type Ask = ((question: string, signal: AbortSignal) => Promise<AskedReply>) | null;

export interface ConfirmDetachOptions {
  readonly mode: ConfirmMode;
  readonly tokens: PlanTokens;
  /** Who calls; a token of one caller is no good for another. */
  readonly principal: string;
  readonly ask: Ask;
}

/** Makes the question of whether a compute may be detached, in the form that mode and client allow. */
export function createConfirmDetach({ mode, tokens, principal, ask }: ConfirmDetachOptions): ConfirmDetach {
  const byToken = ({ compute, token }: DetachRequest): Confirmation => {
    const subject = { fingerprint: computeFingerprint(compute), principal };
    if (token === undefined) return { kind: 'unavailable', ...tokens.issue(subject) };
    if (tokens.isValid(token, subject)) return { kind: 'confirmed', how: 'token' };
    throw new InvalidInputError({
      field: 'confirm_token',
      rule: 'is not, or no longer, good for this compute in its present state',
      example: 'the one of a new plan, which compute_detach without confirm_token returns',
    });
  };
  return async (request) => {
    if (mode === 'off') return { kind: 'confirmed', how: 'off' };
    if (mode === 'token') return byToken(request);
    const answer = ask === null ? 'unavailable' : await ask(questionFor(request.compute), request.signal);
    switch (answer) {
      case 'yes':
        return { kind: 'confirmed', how: 'asked' };
      case 'no':
        return { kind: 'refused', reason: 'the detach was not confirmed' };
      case 'unavailable':
        if (mode === 'auto') return byToken(request);
        throw new ForbiddenError('a person has to confirm a detach, and this client cannot ask one', {
          hint: 'Use a client with elicitation, or start the server with --confirm auto or --confirm token',
        });
    }
  };
}

/** Only names and ids of a fixed form are shown: a description could argue for a yes. */
function questionFor({ id, clusterResourceId }: Compute): string {
  const [, , , , group = '', , , , workspace = '', , name = ''] = id.split('/');
  const cluster = /^[\w().-]{1,260}$/.exec(clusterResourceId?.split('/').at(-1) ?? '')?.[0] ?? 'unknown';
  return (
    `Detach compute "${name}" from workspace "${workspace}" (resource group "${group}")? ` +
    `Jobs can no longer be sent to it. Its cluster "${cluster}" keeps running and is not changed.`
  );
}
