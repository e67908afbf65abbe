import { createTransport, type TransportOptions } from './create-transport.js';
import { parseCloud } from './domain/cloud.js';
import { parseRetryOptions, type RetryOptions } from './transport/retry-decision.js';
import type { TokenCredential } from './transport/token/token-credential.js';
import type { Transport } from './transport/transport.js';

/** Transports that differ in more than the credential are few; the oldest is forgotten first. */
const MAX_KEPT = 8;

interface Kept {
  readonly options: TransportOptions;
  readonly transport: Transport;
}

const kept = new WeakMap<TokenCredential, Kept[]>();

/**
 * Gives workspaces that are reached alike, with one credential, one transport. So they share its token and its budget of
 * requests: Azure counts these by principal and not by workspace.
 * @throws InvalidInputError as `createTransport` does.
 */
export function shareTransport(options: TransportOptions): Transport {
  const others = kept.get(options.credential) ?? [];
  const known = others.find((other) => isAlike(other.options, options));
  if (known !== undefined) return known.transport;
  const transport = createTransport(options);
  kept.set(options.credential, [{ options, transport }, ...others].slice(0, MAX_KEPT));
  return transport;
}

function isSameRetry(one: RetryOptions, other: RetryOptions): boolean {
  return (
    one.maxTries === other.maxTries &&
    one.baseDelayMs === other.baseDelayMs &&
    one.maxDelayMs === other.maxDelayMs &&
    one.tryTimeoutMs === other.tryTimeoutMs
  );
}

function isAlike(one: TransportOptions, other: TransportOptions): boolean {
  const members = ['fetch', 'http', 'clock', 'random'] as const;
  const clouds = [one.cloud, other.cloud].map((cloud) => parseCloud(cloud));
  return (
    members.every((member) => one[member] === other[member]) &&
    isSameRetry(parseRetryOptions(one.retry), parseRetryOptions(other.retry)) &&
    clouds[0]?.resourceManager === clouds[1]?.resourceManager &&
    clouds[0]?.scope === clouds[1]?.scope
  );
}
