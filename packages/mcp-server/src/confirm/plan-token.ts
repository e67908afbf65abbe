import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IssuedToken } from '../catalogue/confirmation.js';
import type { Agreement } from './agreement.js';

/** How long a plan may be agreed to, milliseconds. */
export const PLAN_LIFETIME_MS = 5 * 60_000;

/** Issues and checks tokens that bind a second call to the plan that the first one showed, for one caller. */
export interface PlanTokens {
  issue(plan: Agreement, principal: string): IssuedToken;
  /** Whether a token holds for this plan, or for a longer one that it is a part of. */
  isValid(token: string, plan: Agreement, principal: string): boolean;
}

/** What tokens are made of. */
export interface PlanTokenOptions {
  /** Secrets of at least 32 bytes, the same each time: the first signs, each verifies. */
  readonly secrets: () => readonly Uint8Array[];
  readonly now: () => number;
}

/** `<expiry>.<changes>.<mac>`: the changes are digests of fixed length, so that a part of them can be checked. */
const TOKEN = /^([0-9a-z]{1,11})\.((?:[\w-]{22})*)\.([\w-]{43})$/;

/** Tokens are signed, not stored: they hold wherever the same secret is. */
export function createPlanTokens({ secrets, now }: PlanTokenOptions): PlanTokens {
  return {
    issue: ({ subject, changes }, principal) => {
      const expiresAt = Math.floor(now()) + PLAN_LIFETIME_MS;
      const signed = { expiresAt, subject, changes: changes.join(''), principal };
      const [secret = missingSecret()] = secrets();
      const token = `${expiresAt.toString(36)}.${signed.changes}.${sign(signed, secret).toString('base64url')}`;
      return { token, expiresAt: new Date(expiresAt).toISOString() };
    },
    isValid: (token, plan, principal) => {
      const match = TOKEN.exec(token);
      if (match === null) return false;
      const [, expiry = '', changes = '', mac = ''] = match;
      const expiresAt = Number.parseInt(expiry, 36);
      const signed = { expiresAt, subject: plan.subject, changes, principal };
      const agreed: readonly string[] = changes.match(/.{22}/g) ?? [];
      const isPart = plan.changes.every((change) => agreed.includes(change));
      return isSigned(mac, signed, secrets()) && isPart && now() < expiresAt;
    },
  };
}

interface Signed {
  readonly expiresAt: number;
  readonly subject: string;
  readonly changes: string;
  readonly principal: string;
}

function isSigned(mac: string, signed: Signed, secrets: readonly Uint8Array[]): boolean {
  const given = Buffer.from(mac, 'base64url');
  if (given.toString('base64url') !== mac) return false;
  return secrets.some((secret) => timingSafeEqual(given, sign(signed, secret)));
}

function sign({ expiresAt, subject, changes, principal }: Signed, secret: Uint8Array): Buffer {
  const text = JSON.stringify(['plan', 2, expiresAt, subject, changes, principal]);
  return createHmac('sha256', secret).update(text).digest();
}

function missingSecret(): never {
  throw new TypeError('a plan token needs a secret');
}
