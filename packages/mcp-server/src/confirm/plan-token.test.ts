import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlanTokens, PLAN_LIFETIME_MS } from './plan-token.js';

const subject = { fingerprint: '["/subscriptions/s/computes/gpu","Succeeded"]', principal: 'me' };

function at(now: number, key = new Uint8Array(32).fill(1)) {
  return createPlanTokens({ key: () => key, now: () => now });
}

describe('createPlanTokens', () => {
  it('takes its own token back until it expires, and not a moment longer', () => {
    const { token, expiresAt } = at(1_000).issue(subject);
    expect(at(1_000).isValid(token, subject)).toBe(true);
    expect(at(1_000 + PLAN_LIFETIME_MS - 1).isValid(token, subject)).toBe(true);
    expect(at(1_000 + PLAN_LIFETIME_MS).isValid(token, subject)).toBe(false);
    expect(Date.parse(expiresAt)).toBe(1_000 + PLAN_LIFETIME_MS);
  });

  it('refuses it for any other compute, state or principal', () => {
    const { token } = at(0).issue(subject);
    expect(at(0).isValid(token, { ...subject, principal: 'you' })).toBe(false);
    fc.assert(
      fc.property(fc.string(), fc.string(), (fingerprint, principal) => {
        fc.pre(fingerprint !== subject.fingerprint || principal !== subject.principal);
        expect(at(0).isValid(token, { fingerprint, principal })).toBe(false);
        expect(
          at(0).isValid(token, { ...subject, fingerprint: `${subject.fingerprint}${fingerprint} ` }),
        ).toBe(false);
      }),
    );
  });

  it('refuses it after any change to its text', () => {
    const { token } = at(0).issue(subject);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.string({ minLength: 0, maxLength: 2 }), (index, piece) => {
        const changed = `${token.slice(0, index)}${piece}${token.slice(index + 1)}`;
        fc.pre(changed !== token);
        expect(at(0).isValid(changed, subject)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses a later expiry with the same signature', () => {
    const { token } = at(0).issue(subject);
    const [, mac = ''] = token.split('.');
    expect(at(0).isValid(`${(PLAN_LIFETIME_MS * 2).toString(36)}.${mac}`, subject)).toBe(false);
  });

  it('refuses the token of another key, and anything that is no token', () => {
    const { token } = at(0, new Uint8Array(32).fill(2)).issue(subject);
    expect(at(0).isValid(token, subject)).toBe(false);
    fc.assert(fc.property(fc.string(), (text) => !at(0).isValid(text, subject)));
  });
});
