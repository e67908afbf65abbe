import type { CredentialError } from '@azureml-kubernetes/core';
import { cleanText } from '../present/clean-text.js';
import type { Log } from './log.js';

/** The longest text of all credentials together that a line of the log holds. */
const MAX_WORDS = 2_000;

/** Writes why there is no token: our words as facts, those of the credentials under `untrusted`. */
export function reportCredential(log: Log): (error: CredentialError) => void {
  return ({ reason, summary, attempts, quoted }) =>
    log('warn', 'credential-failed', {
      reason,
      message: summary,
      service_code: attempts[0]?.code ?? null,
      untrusted: quoted === null ? null : cleanText(quoted, MAX_WORDS),
    });
}
