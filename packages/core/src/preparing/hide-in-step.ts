import type { KnownSecrets } from '../domain/known-secrets.js';
import type { PreparationStep } from './steps/preparation-step.js';

/** The step without secrets in the words of others: Azure may quote a value that it was sent. */
export function hideInStep(step: PreparationStep, secrets: KnownSecrets): PreparationStep {
  return step.untrusted === null ? step : { ...step, untrusted: secrets.hide(step.untrusted) };
}
