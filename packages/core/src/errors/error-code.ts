/** Every way in which this library can fail, closed. `docs/errors.md` gives cause and fix for each. */
export const ERROR_CODES = [
  'invalid-input',
  'invalid-payload',
  'workspace-mismatch',
  'unsupported-operation',
  'not-found',
  'conflict',
  'credential',
  'forbidden',
  'throttled',
  'network',
  'service',
  'unexpected-response',
  'untrusted-url',
  'provisioning-failed',
  'timed-out',
] as const;

/** The code of an error: stable, so that it can be matched on. */
export type ErrorCode = (typeof ERROR_CODES)[number];
