import type { JsonValue } from '../../src/domain/json.js';
import { ComputeTargetError } from '../../src/index.js';
import type { Outcome } from './row.js';

/** Runs a call of ours; a typed error is an outcome, any other error is a defect and passes through. */
export async function attempt(
  call: () => Promise<JsonValue | undefined> | JsonValue | undefined,
  requests: () => readonly string[] = () => [],
): Promise<Outcome> {
  try {
    return { result: await call(), refused: null, requests: requests() };
  } catch (error) {
    if (!ComputeTargetError.isInstance(error)) throw error;
    return { result: undefined, refused: error.code, requests: requests() };
  }
}
