import { isJsonObject, type JsonObject } from '../json.js';
import type { Answer } from '../refusals/answer.js';
import { ArmRefusal } from '../refusals/arm-refusal.js';
import { claimsChallenge, tokenChallenge } from '../refusals/arm-refusals.js';
import type { OperationPlan } from '../service/arm-call.js';
import { attachFailure, internalFailure } from '../world/attach-failure.js';
import { ConnectionResetError } from './connection-reset-error.js';
import type { FaultEffect } from './fault.js';

/** How late the answer comes, in milliseconds. */
export function latencyOf(effects: readonly FaultEffect[]): number {
  return effects.reduce((sum, effect) => sum + (effect.kind === 'latency' ? effect.delayMs : 0), 0);
}

/**
 * The answer that a fault gives in the service's place, or null when the service is to act.
 *
 * @throws ConnectionResetError for a reset before the effect
 */
export function answerInstead(effects: readonly FaultEffect[]): Answer | null {
  for (const effect of effects) {
    if (effect.kind === 'reset' && effect.when === 'before') throw new ConnectionResetError();
    if (effect.kind === 'claims-challenge') return claimsChallenge().toAnswer();
    if (effect.kind === 'error') return errorAnswer(effect);
    if (effect.kind === 'text')
      return {
        status: effect.status ?? 200,
        headers: { 'Content-Type': effect.contentType ?? 'text/html' },
        text: effect.text,
      };
  }
  return null;
}

/** What the effects want of the operation that the call starts. */
export function operationPlan(effects: readonly FaultEffect[]): OperationPlan {
  return Object.assign({}, ...effects.map(planOf));
}

/**
 * The service's answer, bent by the effects, except for what {@link bendHeaders} does.
 *
 * @throws ConnectionResetError for a reset after the effect
 */
export function distort(answer: Answer, effects: readonly FaultEffect[]): Answer {
  return effects.reduce(bend, answer);
}

/** Drops and sets headers of the finished answer, those that every answer carries among them. */
export function bendHeaders(headers: Headers, effects: readonly FaultEffect[]): void {
  for (const effect of effects) {
    if (effect.kind === 'drop-header') headers.delete(effect.name);
    if (effect.kind === 'set-header') headers.set(effect.name, effect.value);
  }
}

function errorAnswer(effect: Extract<FaultEffect, { kind: 'error' }>): Answer {
  const refusal = new ArmRefusal(effect.status, effect.code ?? codeFor(effect.status), {
    message: effect.message ?? `A planned fault answered ${effect.status}.`,
    headers: {
      ...(effect.status === 401 ? tokenChallenge('a planned fault refused the token') : {}),
      ...(effect.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(effect.retryAfterSeconds) }),
      ...effect.headers,
    },
  });
  return refusal.toAnswer();
}

const usualCodes: Readonly<Record<number, string>> = {
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

function codeFor(status: number): string {
  return usualCodes[status] ?? 'Unknown';
}

function planOf(effect: FaultEffect): OperationPlan {
  switch (effect.kind) {
    case 'stuck':
      return { outcome: { kind: 'never-ends' } };
    case 'duration':
      return { durationMs: effect.durationMs };
    case 'cancels':
      return { outcome: { kind: 'cancels' } };
    case 'vanishes':
      return { vanishes: true };
    case 'fails':
      return { outcome: failure(effect.code, effect.message) };
    case 'contradicts': {
      const failed = failure();
      return failed.kind === 'fails'
        ? { outcome: { kind: 'contradicts', provisioningErrors: failed.provisioningErrors } }
        : {};
    }
    default:
      return {};
  }
}

function failure(code = 'GenericComputeError', message = 'A planned fault made the operation fail.') {
  return code === 'InternalServerError' ? internalFailure(message) : attachFailure(code, message);
}

function bend(answer: Answer, effect: FaultEffect): Answer {
  switch (effect.kind) {
    case 'reset':
      if (effect.when === 'after') throw new ConnectionResetError();
      return answer;
    case 'state':
      return withState(answer, effect.state);
    case 'foreign-url':
      return effect.where === 'operation'
        ? withForeignOperation(answer, effect.origin)
        : withForeignNextLink(answer, effect.origin);
    default:
      return answer;
  }
}

function withState(answer: Answer, state: string): Answer {
  const { json } = answer;
  if (json === undefined) return answer;
  const { text: _, ...rest } = answer;
  if (typeof json['status'] === 'string') return { ...rest, json: { ...json, status: state } };
  return { ...rest, json: isJsonObject(json['properties']) ? withProvisioningState(json, state) : json };
}

function withProvisioningState(json: JsonObject, provisioningState: string): JsonObject {
  const { properties } = json;
  return { ...json, properties: { ...(isJsonObject(properties) ? properties : {}), provisioningState } };
}

function withForeignOperation(answer: Answer, origin: string): Answer {
  const headers = { ...answer.headers };
  for (const name of ['Azure-AsyncOperation', 'Location']) {
    const url = headers[name];
    if (url !== undefined) headers[name] = moved(url, origin);
  }
  return { ...answer, headers };
}

/** A list that fits on one page gets a next link all the same, so that the trap is always set. */
function withForeignNextLink(answer: Answer, origin: string): Answer {
  if (answer.json === undefined) return answer;
  const given = answer.json['nextLink'];
  const path = '/stolen?api-version=2024-04-01&$skip=1';
  return {
    ...answer,
    json: {
      ...answer.json,
      nextLink: typeof given === 'string' && given !== '' ? moved(given, origin) : `${origin}${path}`,
    },
  };
}

function moved(url: string, origin: string): string {
  const { pathname, search } = new URL(url);
  return `${origin}${pathname}${search}`;
}
