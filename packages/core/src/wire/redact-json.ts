import { isRecord, type JsonValue } from '../domain/json.js';
import { redactText } from '../errors/redact-text.js';

/** The same JSON with every text in it redacted. */
export function redactJson(value: JsonValue): JsonValue {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(redactJson);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, redactJson(member)]));
}
