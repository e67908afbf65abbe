import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a plan can be confirmed. */
export const PLAN_LIFETIME_MS = 5 * 60_000;

/** What a token is good for: this plan, for this caller, and nothing else. */
export interface PlanSubject {
  /** Which compute, in which state. */
  readonly fingerprint: string;
  readonly principal: string;
}

/** Issues and checks tokens that bind a second call to the plan that the first one showed. */
export interface PlanTokens {
  issue(subject: PlanSubject): { readonly token: string; readonly expiresAt: string };
  isValid(token: string, subject: PlanSubject): boolean;
}

/** What plan tokens are signed with, and what time they expire by. */
export interface PlanTokenOptions {
  /** Gives at least 32 random bytes, the same each time; tokens are good wherever the same key is. */
  readonly key: () => Uint8Array;
  readonly now: () => number;
}

/** Makes the signer and checker of plan tokens. */
export function createPlanTokens({ key, now }: PlanTokenOptions): PlanTokens {
  const sign = (expiresAt: number, { fingerprint, principal }: PlanSubject): Buffer =>
    createHmac('sha256', key())
      .update(JSON.stringify(['detach', 1, expiresAt, fingerprint, principal]))
      .digest();
  return {
    issue: (subject) => {
      const expiresAt = now() + PLAN_LIFETIME_MS;
      const token = `${expiresAt.toString(36)}.${sign(expiresAt, subject).toString('base64url')}`;
      return { token, expiresAt: new Date(expiresAt).toISOString() };
    },
    isValid: (token, subject) => {
      const match = /^([0-9a-z]{1,11})\.([\w-]{43})$/.exec(token);
      if (match === null) return false;
      const [, expiry = '', mac = ''] = match;
      const expiresAt = Number.parseInt(expiry, 36);
      const given = Buffer.from(mac, 'base64url');
      const intact = given.toString('base64url') === mac && timingSafeEqual(given, sign(expiresAt, subject));
      return intact && now() < expiresAt;
    },
  };
}
