import type { Clock } from '@azureml-kubernetes/core';
import type { EntraSettings } from '../../configuration/entra-settings.js';
import type { HttpRefusal } from '../exchange/http-refusal.js';
import { accessOf, mayPrepare } from './access-of.js';
import type { Authentication } from './authentication.js';
import { scopeMissing, tokenMissing, tokenRefused } from './challenge.js';
import type { HttpCaller } from './http-caller.js';
import { fullScope } from './issuers.js';
import { metadataUrlOf, resourceMetadata } from './resource-metadata.js';
import type { TokenClaims } from './token-claims.js';
import { createTokenVerifier, InvalidTokenError, readUncheckedClaims } from './verify-token.js';

/** What checking callers by Entra ID stands on. */
export interface EntraOptions {
  readonly settings: EntraSettings;
  /** The URL of the MCP endpoint as clients know it. */
  readonly url: string;
  /** Whether any tool that writes is offered; else clients are not led to ask for that right. */
  readonly writes: boolean;
  /** Whether clusters are prepared or looked into, which takes a right of its own. */
  readonly prepares: boolean;
  readonly clock: Pick<Clock, 'now'>;
}

/** Takes access tokens of one tenant of Microsoft Entra ID. */
export function authenticateEntra({ settings, url, writes, prepares, clock }: EntraOptions): Authentication {
  const verify = createTokenVerifier(settings, clock);
  const { read, write, prepare } = settings.permissions;
  const names = [
    ...read.slice(0, 1),
    ...(writes ? write.slice(0, 1) : []),
    ...(prepares ? prepare.slice(0, 1) : []),
  ];
  const scopes = names.map((name) => fullScope(settings, url, name));
  const challenge = { metadataUrl: metadataUrlOf(url), scopes };

  const authenticate = async (authorization: string | undefined): Promise<HttpCaller> => {
    if (authorization === undefined) throw tokenMissing(challenge);
    const token = tokenOf(authorization);
    if (token === null) throw tokenRefused('Authorization is not a bearer token', challenge);
    const claims = await verify(token).catch((error: unknown) => {
      throw error instanceof InvalidTokenError ? tokenRefused(error.message, challenge) : error;
    });
    const access = accessOf(claims, settings);
    if (access === null) throw scopeMissing(whatIsMissing(settings), challenge);
    return { principal: principalOf(claims), access, mayPrepare: mayPrepare(claims, settings), token };
  };
  return {
    authenticate,
    claimedPrincipal: (authorization) => {
      const token = tokenOf(authorization);
      const claims = token === null ? null : readUncheckedClaims(token);
      return claims === null ? null : principalOf(claims);
    },
    metadata: resourceMetadata({ url, settings, scopes }),
    toolRefused: (): HttpRefusal => scopeMissing('The token does not allow this tool', challenge),
  };
}

function tokenOf(authorization: string | undefined): string | null {
  return /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization ?? '')?.[1] ?? null;
}

function principalOf({ tid, oid }: Pick<TokenClaims, 'tid' | 'oid'>): string {
  return `${tid}/${oid}`;
}

function whatIsMissing({ peopleOnly, requireRoles }: EntraSettings): string {
  if (peopleOnly) return 'The token of a person is needed, with a scope of this application';
  return requireRoles
    ? 'The token has no app role of this application, or no scope'
    : 'The token has neither a scope nor an app role of this application';
}
