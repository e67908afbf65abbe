import * as z from 'zod';
import type { JsonObject } from '../domain/json.js';

const object = z.record(z.string(), z.json());

/** The value as a JSON object, or null when it is something else. */
export function decodeJsonObject(value: unknown): JsonObject | null {
  return object.safeParse(value).data ?? null;
}
