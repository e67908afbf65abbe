import { readFileSync } from 'node:fs';
import type { JsonObject, JsonValue } from '../../src/domain/json.js';

/** A recorded row: what the reference was given, and what came of it. */
export interface Row {
  readonly file: string;
  readonly index: number;
  readonly input: JsonObject;
  readonly expected: JsonObject;
}

/** What a row came to, in the reference's shape: a result or a refusal, and the requests it took. */
export interface Outcome {
  readonly result: JsonValue | undefined;
  /** The code of the typed error, or null. */
  readonly refused: string | null;
  readonly requests: readonly string[];
  /** Fields of the handle afterwards, where the row records them. */
  readonly after?: JsonValue | undefined;
}

/** How one file's rows are run. */
export interface Replay {
  readonly file: string;
  /** Reasons for which the recorded outcome is mapped before it is compared, in every row. */
  readonly mapped: readonly number[];
  readonly run: (row: Row) => Promise<Outcome>;
  /** The reference's outcome, mapped to what ours can be compared with. */
  readonly expect: (row: Row) => Outcome;
}

export function readRows(file: string): Row[] {
  const parsed: { vectors: { input: JsonObject; expected: JsonObject }[] } = JSON.parse(
    readFileSync(new URL(`./${file}.json`, import.meta.url), 'utf8'),
  );
  return parsed.vectors.map(({ input, expected }, index) => ({ file, index, input, expected }));
}

/** The member as an object, or an empty one. */
export function member(value: JsonValue | undefined, key: string): JsonObject {
  const found = isObject(value) ? value[key] : undefined;
  return isObject(found) ? found : {};
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function items(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** `refused` and `crashed` of the reference are one to us: a typed refusal. */
export function expectedOutcome({ expected }: Row, requests: readonly string[] = []): Outcome {
  const refused = 'error' in expected ? 'refused' : null;
  return { result: refused === null ? expected['ok'] : undefined, refused, requests };
}
