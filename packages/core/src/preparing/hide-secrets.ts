import type { PrepareTarget } from '../domain/preparing/prepare-target.js';
import type { PreparationStep } from './steps/preparation-step.js';

/** Shorter values are words that stand in any text. */
const LEAST_LENGTH = 4;

/** The step, with every protected setting hidden in the words of others: Azure may quote a value that it refuses. */
export function hideSecrets(step: PreparationStep, { extension }: PrepareTarget): PreparationStep {
  if (step.untrusted === null) return step;
  const values = Object.values(extension.protectedSettings).map((secret) => secret.reveal());
  const untrusted = values
    .filter(({ length }) => length >= LEAST_LENGTH)
    .reduce((text, value) => text.replaceAll(value, '[redacted]'), step.untrusted);
  return { ...step, untrusted };
}
