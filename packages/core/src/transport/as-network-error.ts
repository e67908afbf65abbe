import { ComputeTargetError } from '../errors/compute-target-error.js';
import { NetworkError } from '../errors/network-error.js';
import type { TransportRequest } from './transport.js';

/** The part of a request that tells why it has no answer. */
type FailedRequest = Pick<TransportRequest, 'method' | 'url' | 'signal'>;

/** An abort and an error of this library pass as they are; everything else becomes a `NetworkError`. */
export function asNetworkError(cause: unknown, { method, url, signal }: FailedRequest): unknown {
  if (signal?.aborted) return signal.reason;
  if (ComputeTargetError.isInstance(cause)) return cause;
  const summary = `no answer to ${method} from ${new URL(url).host}`;
  const hint = 'Check the network, DNS, proxy and TLS settings between here and Azure Resource Manager';
  const reason = reasonOf(cause);
  return isSystemCode(reason)
    ? new NetworkError(`${summary}: ${reason}`, { hint, retryable: true, cause })
    : new NetworkError(summary, { hint, retryable: true, cause, quoted: reason });
}

/** The reason, such as ECONNREFUSED, is that of the error, or of the cause of a `TypeError` where Node's fetch hides it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error.cause instanceof Error ? error.cause : error;
  return 'code' in inner && typeof inner.code === 'string' ? inner.code : inner.message;
}

/** Whether a reason is a code of the platform; a message may quote what the other side sent, such as a certificate. */
function isSystemCode(reason: string): boolean {
  return /^[A-Z][A-Z\d_]{1,40}$/.test(reason);
}
