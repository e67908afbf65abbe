import type { Answer } from '../refusals/answer.js';
import { claimsChallenge, wrongTenant } from '../refusals/token-refusals.js';
import { attachFailure, internalFailure } from '../world/attach-failure.js';
import type { ErrorBody, Outcome } from '../world/outcome.js';
import { TENANT_ID } from '../world/tenant-id.js';
import { withForeignNextLink, withForeignOperation, withState } from './bend-answer.js';
import { ConnectionResetError } from './connection-reset-error.js';
import { errorAnswer } from './error-answer.js';
import type { FaultEffect } from './fault.js';

/** What a fault wants of the operation that a call starts. */
export interface OperationPlan {
  readonly outcome?: Outcome;
  readonly durationMs?: number;
  readonly vanishes?: boolean;
  /** What a planned failure says. */
  readonly failure?: ErrorBody;
}

/** What planned faults do to one call. The list of effects is read here and nowhere else. */
export class FaultEffects {
  readonly kinds: readonly FaultEffect['kind'][];
  #latencyMs = 0;
  #instead: (() => Answer) | null = null;
  #operation: OperationPlan = {};
  readonly #bends: ((answer: Answer) => Answer)[] = [];
  readonly #headerChanges: ((headers: Headers) => void)[] = [];

  constructor(effects: readonly FaultEffect[]) {
    this.kinds = effects.map(({ kind }) => kind);
    for (const effect of effects) this.#read(effect);
  }

  /** How late the answer comes, in milliseconds. */
  get latencyMs(): number {
    return this.#latencyMs;
  }

  /** What the effects want of the operation that the call starts. */
  get operation(): OperationPlan {
    return this.#operation;
  }

  /**
   * The answer that a fault gives in the service's place, or null when the service is to act.
   *
   * @throws ConnectionResetError for a reset before the effect
   */
  answerInstead(): Answer | null {
    return this.#instead === null ? null : this.#instead();
  }

  /**
   * Changes the service's answer, except for what {@link applyToHeaders} does.
   *
   * @throws ConnectionResetError for a reset after the effect
   */
  applyToAnswer(answer: Answer): Answer {
    return this.#bends.reduce((bent, bend) => bend(bent), answer);
  }

  /** Drops and sets headers of the finished answer, those that every answer carries among them. */
  applyToHeaders(headers: Headers): void {
    for (const change of this.#headerChanges) change(headers);
  }

  #read(effect: FaultEffect): void {
    switch (effect.kind) {
      case 'latency':
        this.#latencyMs += effect.delayMs;
        return;
      case 'reset':
        if (effect.when === 'before') this.#instead ??= reset;
        else this.#bends.push(reset);
        return;
      case 'error':
        this.#instead ??= () => errorAnswer(effect);
        return;
      case 'text':
        this.#instead ??= () => textAnswer(effect);
        return;
      case 'claims-challenge':
        this.#instead ??= () =>
          claimsChallenge(effect.wording ?? 'insufficient-claims', effect.claims).toAnswer();
        return;
      case 'wrong-tenant':
        this.#instead ??= () => wrongTenant(null, TENANT_ID).toAnswer();
        return;
      case 'state':
        this.#bends.push((answer) => withState(answer, effect.state));
        return;
      case 'foreign-url':
        this.#bends.push((answer) => withForeignUrl(answer, effect));
        return;
      case 'drop-header':
        this.#headerChanges.push((headers) => headers.delete(effect.name));
        return;
      case 'set-header':
        this.#headerChanges.push((headers) => headers.set(effect.name, effect.value));
        return;
      default:
        this.#operation = { ...this.#operation, ...planOf(effect) };
    }
  }
}

const PLANNED = 'A planned fault made the operation fail.';

type OperationEffect = Extract<
  FaultEffect,
  { readonly kind: 'stuck' | 'duration' | 'fails' | 'cancels' | 'contradicts' | 'vanishes' }
>;

function planOf(effect: OperationEffect): OperationPlan {
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
      return {
        outcome: failure(effect.code, effect.message),
        failure: { code: effect.code ?? 'GenericError', message: effect.message ?? PLANNED },
      };
    case 'contradicts': {
      const failed = failure();
      return failed.kind === 'fails'
        ? { outcome: { kind: 'contradicts', provisioningErrors: failed.provisioningErrors } }
        : {};
    }
  }
}

function failure(code = 'GenericComputeError', message = PLANNED): Outcome {
  return code === 'InternalServerError' ? internalFailure(message) : attachFailure(code, message);
}

function reset(): never {
  throw new ConnectionResetError();
}

function textAnswer(effect: Extract<FaultEffect, { kind: 'text' }>): Answer {
  return {
    status: effect.status ?? 200,
    headers: { 'Content-Type': effect.contentType ?? 'text/html' },
    text: effect.text,
  };
}

function withForeignUrl(answer: Answer, effect: Extract<FaultEffect, { kind: 'foreign-url' }>): Answer {
  const { where, origin } = effect;
  return where === 'operation' ? withForeignOperation(answer, origin) : withForeignNextLink(answer, origin);
}
