import { HttpRefusal } from './http-refusal.js';
import { memberOf, messagesOf } from './messages.js';

/** Ids come back in answers, which are kept for a while: clients use numbers or UUIDs. */
const MAX_ID_LENGTH = 128;
const MAX_NAME_LENGTH = 256;
/** Of what a client says about itself, in JSON. */
const MAX_CAPABILITIES_LENGTH = 16 * 1024;

const INVALID_REQUEST = -32_600;

interface Bound {
  readonly path: readonly string[];
  readonly max: number;
}

const BOUNDS: readonly Bound[] = [
  { path: ['id'], max: MAX_ID_LENGTH },
  { path: ['params', '_meta', 'progressToken'], max: MAX_ID_LENGTH },
  { path: ['params', 'requestId'], max: MAX_ID_LENGTH },
  { path: ['params', 'clientInfo', 'name'], max: MAX_NAME_LENGTH },
  { path: ['params', 'clientInfo', 'version'], max: MAX_NAME_LENGTH },
  { path: ['params', 'clientInfo', 'title'], max: MAX_NAME_LENGTH },
  { path: ['params', 'clientInfo'], max: MAX_CAPABILITIES_LENGTH },
  { path: ['params', 'capabilities'], max: MAX_CAPABILITIES_LENGTH },
];

/**
 * Refuses what a server would keep at any length.
 *
 * @throws HttpRefusal 400 that names the member and its bound.
 */
export function requireBounded(body: unknown): void {
  for (const message of messagesOf(body)) {
    for (const { path, max } of BOUNDS)
      if (lengthOf(memberOf(message, ...path)) > max)
        throw new HttpRefusal(400, `${path.join('.')} must be at most ${max} characters long`, {
          code: INVALID_REQUEST,
        });
  }
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  return typeof value === 'object' && value !== null ? JSON.stringify(value).length : 0;
}
