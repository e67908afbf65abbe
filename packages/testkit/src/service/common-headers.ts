import { TENANT_ID } from '../world/tenant-id.js';
import type { Allowance, RequestKind } from './limits/throttle.js';

/** What the headers of an answer tell about the request. */
export interface HeaderFacts {
  readonly requestId: string;
  readonly now: number;
  readonly principal: string | null;
  readonly kind: RequestKind;
  readonly allowance: Allowance | null;
  /** The caller's `x-ms-client-request-id`, when it asked for it to be returned. */
  readonly clientRequestId: string | null;
}

const REGION = 'eastus';

/** The headers that every answer of the service carries (recorded). There is no ETag (recorded). */
export function commonHeaders(facts: HeaderFacts): Record<string, string> {
  const { requestId, kind, allowance } = facts;
  return {
    'Cache-Control': 'no-cache',
    Pragma: 'no-cache',
    Expires: '-1',
    'Request-Context': 'appId=cid-v1:00000000-0000-0000-0000-000000000000',
    'x-ms-response-type': 'standard',
    'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
    'azureml-served-by-cluster': 'testkit-eastus-01',
    'x-request-time': '0.021',
    'x-ms-request-id': requestId,
    'x-ms-correlation-request-id': requestId,
    'x-ms-routing-request-id': `${REGION.toUpperCase()}:${compactInstant(facts.now)}:${requestId}`,
    'x-ms-operation-identifier': `tenantId=${TENANT_ID},objectId=${facts.principal ?? ''}/${REGION}/${requestId}`,
    'X-Cache': 'CONFIG_NOCACHE',
    'X-MSEdge-Ref': `Ref A: ${requestId.replaceAll('-', '').toUpperCase()} Ref B: TESTKIT`,
    ...(allowance === null ? {} : rateLimits(kind, allowance)),
    ...(facts.clientRequestId === null ? {} : { 'x-ms-client-request-id': facts.clientRequestId }),
  };
}

function rateLimits(
  kind: RequestKind,
  { scope, remaining, globalRemaining }: Allowance,
): Record<string, string> {
  const prefix = `x-ms-ratelimit-remaining-${scope}`;
  return {
    [`${prefix}-${kind}`]: String(remaining),
    ...(globalRemaining === null ? {} : { [`${prefix}-global-${kind}`]: String(globalRemaining) }),
  };
}

function compactInstant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
