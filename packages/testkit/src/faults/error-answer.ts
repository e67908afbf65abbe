import type { Answer } from '../refusals/answer.js';
import { ArmRefusal } from '../refusals/arm-refusal.js';
import { tokenChallenge } from '../refusals/token-refusals.js';
import { TENANT_ID } from '../world/tenant-id.js';
import type { FaultEffect } from './fault.js';

const USUAL_CODES: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'ExpiredAuthenticationToken',
  403: 'AuthorizationFailed',
  404: 'ResourceNotFound',
  409: 'Conflict',
  429: 'SubscriptionRequestsThrottled',
  500: 'InternalServerError',
  502: 'ProviderError',
  503: 'ServerBusy',
  504: 'GatewayTimeout',
};

/** The ARM error that a fault gives in the service's place. */
export function errorAnswer(effect: Extract<FaultEffect, { kind: 'error' }>): Answer {
  const refusal = new ArmRefusal(effect.status, effect.code ?? USUAL_CODES[effect.status] ?? 'Unknown', {
    message: effect.message ?? `A planned fault answered ${effect.status}.`,
    headers: {
      ...(effect.status === 401 ? tokenChallenge('A planned fault refused the token.', TENANT_ID) : {}),
      ...(effect.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(effect.retryAfterSeconds) }),
      ...effect.headers,
    },
  });
  return refusal.toAnswer();
}
