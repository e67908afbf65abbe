import { ComputeTargetError } from '../errors/compute-target-error.js';
import { NetworkError } from '../errors/network-error.js';
import type { Transport } from './transport.js';

/** The part of `fetch` that is used. */
export type Fetch = (request: Request, init?: RequestInit) => Promise<Response>;

/**
 * The transport over `fetch`, by default the platform's own. Redirects are not followed: one could lead a token
 * to another origin, and Azure Resource Manager's answers need none.
 */
export function fetchTransport(fetch: Fetch = platformFetch): Transport {
  return async (request) => {
    try {
      return await fetch(request, ARM_INIT);
    } catch (cause) {
      throw asNetworkError(cause, request);
    }
  };
}

/** Looked up at each call, because a proxy or a test may replace it. */
export const platformFetch: Fetch = (request, init) => globalThis.fetch(request, init);

/** How every request to Azure Resource Manager is sent. */
export const ARM_INIT: RequestInit = { redirect: 'manual', credentials: 'omit', cache: 'no-store' };

/** An abort and an error of this library pass as they are; everything else becomes a `NetworkError`. */
export function asNetworkError(cause: unknown, { method, url, signal }: Request): unknown {
  if (signal.aborted) return signal.reason;
  if (ComputeTargetError.isInstance(cause)) return cause;
  return new NetworkError(`no answer to ${method} from ${new URL(url).host}: ${reasonOf(cause)}`, {
    hint: 'Check the network, DNS, proxy and TLS settings between here and Azure Resource Manager',
    retryable: true,
    cause,
  });
}

/** Node hides the reason, such as ECONNREFUSED, in the cause of a `TypeError`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error.cause;
  if (inner instanceof Error) return 'code' in inner ? String(inner.code) : inner.message;
  return error.message;
}
