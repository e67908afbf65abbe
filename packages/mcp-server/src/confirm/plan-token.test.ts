import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOf } from './agreement.js';
import { createPlanTokens, PLAN_LIFETIME_MS } from './plan-token.js';

const consent = { action: 'detach' as const, subject: '["/s/computes/gpu","Succeeded"]', changes: [] };
const plan = agreementOf(consent);

function at(now: number, ...keys: readonly number[]) {
  const secrets = (keys.length === 0 ? [1] : keys).map((key) => new Uint8Array(32).fill(key));
  return createPlanTokens({ secrets: () => secrets, now: () => now });
}

describe('createPlanTokens', () => {
  it('takes its own token back until it expires, and not a moment longer', () => {
    const { token, expiresAt } = at(1_000).issue(plan, 'me');
    expect(at(1_000).isValid(token, plan, 'me')).toBe(true);
    expect(at(1_000 + PLAN_LIFETIME_MS - 1).isValid(token, plan, 'me')).toBe(true);
    expect(at(1_000 + PLAN_LIFETIME_MS).isValid(token, plan, 'me')).toBe(false);
    expect(Date.parse(expiresAt)).toBe(1_000 + PLAN_LIFETIME_MS);
  });

  it('refuses it for any other compute, state, action or principal', () => {
    const { token } = at(0).issue(plan, 'me');
    expect(at(0).isValid(token, plan, 'you')).toBe(false);
    expect(at(0).isValid(token, agreementOf({ ...consent, action: 'prepare' }), 'me')).toBe(false);
    fc.assert(
      fc.property(fc.string(), fc.string(), (subject, principal) => {
        fc.pre(subject !== consent.subject || principal !== 'me');
        expect(at(0).isValid(token, agreementOf({ ...consent, subject }), principal)).toBe(false);
        const longer = { ...consent, subject: `${consent.subject}${subject} ` };
        expect(at(0).isValid(token, agreementOf(longer), 'me')).toBe(false);
      }),
    );
  });

  it('refuses it after any change to its text', () => {
    const { token } = at(0).issue(plan, 'me');
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.string({ minLength: 0, maxLength: 2 }), (index, piece) => {
        const changed = `${token.slice(0, index)}${piece}${token.slice(index + 1)}`;
        fc.pre(changed !== token);
        expect(at(0).isValid(changed, plan, 'me')).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses a later expiry with the same signature', () => {
    const { token } = at(0).issue(plan, 'me');
    const later = token.replace(/^[^.]+/, (PLAN_LIFETIME_MS * 2).toString(36));
    expect(at(0).isValid(later, plan, 'me')).toBe(false);
  });

  it('refuses the token of another key, and any text that is not a token', () => {
    const { token } = at(0, 2).issue(plan, 'me');
    expect(at(0).isValid(token, plan, 'me')).toBe(false);
    fc.assert(fc.property(fc.string(), (text) => !at(0).isValid(text, plan, 'me')));
  });

  it('signs with the first of two keys and takes tokens of both, so that one can be replaced', () => {
    const old = at(0, 1).issue(plan, 'me').token;
    const fresh = at(0, 2, 1).issue(plan, 'me').token;
    expect(at(0, 2, 1).isValid(old, plan, 'me')).toBe(true);
    expect(at(0, 2).isValid(fresh, plan, 'me')).toBe(true);
    expect(at(0, 1).isValid(fresh, plan, 'me')).toBe(false);
  });

  it('holds for the changes that were agreed to and any part of them, and for no other', () => {
    const of = (...changes: readonly string[]) =>
      agreementOf({ action: 'prepare', subject: 'cluster', changes });
    const { token } = at(0).issue(of('relay', 'extension', 'roles'), 'me');
    expect(at(0).isValid(token, of('relay', 'extension', 'roles'), 'me')).toBe(true);
    expect(at(0).isValid(token, of('roles'), 'me')).toBe(true);
    expect(at(0).isValid(token, of(), 'me')).toBe(true);
    expect(at(0).isValid(token, of('roles', 'namespace'), 'me')).toBe(false);
  });
});
