import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeal, type SealOptions } from './seal.js';

const secret = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const MINUTE = 60_000;

/** A seal at a time that the test can move. */
function createAt(options: Partial<Omit<SealOptions, 'now'>> = {}, clock = { ms: 1_700_000_000_000 }) {
  return createSeal({
    secrets: () => [secret(1)],
    purpose: 'request-state',
    randomBytes,
    now: () => clock.ms,
    ...options,
  });
}

const forAlice = { principal: 'alice', lifetimeMs: 5 * MINUTE };

describe('a sealed text', () => {
  it('opens for its principal, whatever it holds', () => {
    const seal = createAt();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string(), (text, principal) => {
        const sealed = seal.seal(text, { principal, lifetimeMs: MINUTE });
        expect(sealed).toMatch(/^[\w-]+$/);
        expect(seal.open(sealed, principal)).toBe(text.toWellFormed());
      }),
    );
  });

  it('shows nothing of the text, and differs each time', () => {
    const seal = createAt();
    const [one, other] = [1, 2].map(() => seal.seal('a compute named gpu', forAlice));
    expect(one).not.toBe(other);
    expect(Buffer.from(one ?? '', 'base64url').toString('latin1')).not.toContain('gpu');
  });

  it.each([
    ['another principal', 'bob', {}],
    ['another purpose', 'alice', { purpose: 'task' as const }],
    ['another secret', 'alice', { secrets: () => [secret(2)] }],
  ])('does not open for %s', (_what, principal, options) => {
    const sealed = createAt().seal('text', forAlice);
    expect(createAt().open(sealed, 'alice')).toBe('text');
    expect(createAt(options).open(sealed, principal)).toBeNull();
  });

  it('expires at its minute, not before', () => {
    const clock = { ms: 1_700_000_000_000 };
    const seal = createAt({}, clock);
    const sealed = seal.seal('text', forAlice);
    clock.ms += 5 * MINUTE - 1;
    expect(seal.open(sealed, 'alice')).toBe('text');
    clock.ms += 1;
    expect(seal.open(sealed, 'alice')).toBeNull();
  });

  it('does not open once any character of it is changed, removed or added', () => {
    const seal = createAt();
    const sealed = seal.seal('text', forAlice);
    const place = fc.nat({ max: sealed.length - 1 });
    const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ ');
    fc.assert(
      fc.property(place, letter, fc.constantFrom(0, 1), (at, added, removed) => {
        const changed = sealed.slice(0, at) + added + sealed.slice(at + removed);
        fc.pre(changed !== sealed);
        expect(seal.open(changed, 'alice')).toBeNull();
      }),
    );
    for (const cut of [0, 1, 35, sealed.length - 1])
      expect(seal.open(sealed.slice(0, cut), 'alice')).toBeNull();
  });

  it('refuses texts that it never made', () => {
    const seal = createAt();
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => seal.open(text, 'alice') === null));
    expect(seal.open('A'.repeat(100_000), 'alice')).toBeNull();
  });
});

describe('two secrets', () => {
  it('seal with the first and open with either, so that one can be replaced', () => {
    const old = createAt({ secrets: () => [secret(1)] });
    const both = createAt({ secrets: () => [secret(2), secret(1)] });
    const fresh = createAt({ secrets: () => [secret(2)] });
    expect(both.open(old.seal('text', forAlice), 'alice')).toBe('text');
    expect(fresh.open(both.seal('text', forAlice), 'alice')).toBe('text');
    expect(old.open(both.seal('text', forAlice), 'alice')).toBeNull();
  });

  it('are asked for once, by the first use', () => {
    let asked = 0;
    const seal = createAt({
      secrets: () => {
        asked += 1;
        return [secret(1)];
      },
    });
    expect(asked).toBe(0);
    seal.open(seal.seal('text', forAlice), 'alice');
    expect(asked).toBe(1);
  });
});
