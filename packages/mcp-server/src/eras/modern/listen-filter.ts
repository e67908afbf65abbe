import type { ResourceWatch } from '../../protocol/open-session.js';

/** More computes than one stream watches. */
const MAX_URIS = 100;
const LISTEN = 'subscriptions/listen';
const ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';
const SUBSCRIPTION_ID = 'io.modelcontextprotocol/subscriptionId';

/** A stream that a client listens to, with what it was promised to hear of. */
export interface AcknowledgedStream {
  readonly id: string | number;
  readonly uris: readonly string[];
}

/**
 * A request to listen, without the URIs that this server does not watch: the SDK promises whatever it is asked for, and
 * its acknowledgment would show more than is kept. Any other message is given back as it is.
 */
export function withKnownUris<T>(message: T, watch: ResourceWatch | null): T {
  const uris = listenedUris(message);
  if (uris === null) return message;
  const known = [...new Set(uris)].filter((uri) => watch?.includes(uri) ?? false).slice(0, MAX_URIS);
  return replaceUris(message, known);
}

/** The URIs of a request to listen; null for anything else. */
export function listenedUris(message: unknown): readonly string[] | null {
  if (memberOf(message, 'method') !== LISTEN) return null;
  return textsOf(memberOf(message, 'params', 'notifications', 'resourceSubscriptions'));
}

/** What an acknowledgment promises; null for any other message. */
export function readAcknowledgment(message: unknown): AcknowledgedStream | null {
  if (memberOf(message, 'method') !== ACKNOWLEDGED) return null;
  const id = memberOf(message, 'params', '_meta', SUBSCRIPTION_ID);
  if (typeof id !== 'string' && typeof id !== 'number') return null;
  return { id, uris: textsOf(memberOf(message, 'params', 'notifications', 'resourceSubscriptions')) ?? [] };
}

function textsOf(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : null;
}

function memberOf(value: unknown, ...path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  return typeof value === 'object' && value !== null ? memberOf(Reflect.get(value, key), ...rest) : undefined;
}

function replaceUris<T>(message: T, uris: readonly string[]): T {
  const copy = structuredClone(message);
  const notifications = memberOf(copy, 'params', 'notifications');
  if (typeof notifications === 'object' && notifications !== null)
    Reflect.set(notifications, 'resourceSubscriptions', uris);
  return copy;
}
