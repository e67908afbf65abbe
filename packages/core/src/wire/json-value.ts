import * as z from 'zod';
import type { JsonObject, JsonValue } from '../domain/json.js';
import { recordOf } from './record-of.js';

/** Deeper than any answer of the service: deeper JSON is an attack on the stack of the code that walks it. */
const MAX_DEPTH = 64;

/** A schema for any JSON of at most 64 levels. Keeps every key, `__proto__` included. */
export const json: z.ZodType<JsonValue> = z.custom<JsonValue>(
  (value) => isJson(value, MAX_DEPTH),
  `must be JSON of at most ${MAX_DEPTH} levels`,
);

function isJson(value: unknown, levels: number): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      if (value === null) return true;
      return levels > 0 && Object.values(value).every((member) => isJson(member, levels - 1));
    default:
      return false;
  }
}

const object = recordOf(json);

/** The value as a JSON object, or null when it is something else. */
export function decodeJsonObject(value: unknown): JsonObject | null {
  return object.safeParse(value).data ?? null;
}
