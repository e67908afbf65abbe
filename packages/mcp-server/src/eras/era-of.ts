import { isRecord } from '../runtime/is-record.js';

/** The two families of protocol revisions: with a handshake (2025-11-25 and earlier), and without one (2026-07-28). */
export type Era = 'legacy' | 'modern';

/** The key in `params._meta` under which a modern message names its revision. */
const VERSION_KEY = 'io.modelcontextprotocol/protocolVersion';
const CAPABILITIES_KEY = 'io.modelcontextprotocol/clientCapabilities';
/** Revisions are dates, so they compare as text. */
const FIRST_MODERN = '2026-07-28';

/**
 * Tells which leg answers a message, or a batch of them. A message that names its revision is modern; where it names
 * none, a modern `MCP-Protocol-Version` header is enough, and the modern leg then owns the error.
 */
export function eraOf(message: unknown, versionHeader?: string): Era {
  if (Array.isArray(message))
    return message.some((one) => versionOf(one) !== undefined) ? 'modern' : 'legacy';
  if (!isRecord(message) || typeof message['method'] !== 'string') return 'legacy';
  if (isModern(versionHeader)) return 'modern';
  if (message['method'] === 'initialize') return isModernInitialize(message) ? 'modern' : 'legacy';
  return versionOf(message) === undefined ? 'legacy' : 'modern';
}

/** A handshake is legacy, whatever else it carries, unless its envelope could stand in a modern request. */
function isModernInitialize(message: unknown): boolean {
  return isModern(versionOf(message)) && isRecord(metaOf(message)?.[CAPABILITIES_KEY]);
}

function isModern(version: unknown): boolean {
  return typeof version === 'string' && version.trim() >= FIRST_MODERN;
}

function versionOf(message: unknown): unknown {
  const meta = metaOf(message);
  return meta === null || !(VERSION_KEY in meta) ? undefined : (meta[VERSION_KEY] ?? null);
}

function metaOf(message: unknown): Readonly<Record<string, unknown>> | null {
  const params = isRecord(message) ? message['params'] : null;
  const meta = isRecord(params) ? params['_meta'] : null;
  return isRecord(meta) ? meta : null;
}
