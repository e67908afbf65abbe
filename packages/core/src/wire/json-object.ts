import type { JsonObject } from '../domain/json.js';
import { json } from './json-value.js';
import { recordOf } from './record-of.js';

const object = recordOf(json);

/** The value as a JSON object, or null when it is something else. */
export function decodeJsonObject(value: unknown): JsonObject | null {
  return object.safeParse(value).data ?? null;
}
