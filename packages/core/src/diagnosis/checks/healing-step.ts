import type { StepId } from '../../domain/preparing/step.js';
import type { Check, CheckId } from './check.js';

/** The step of a preparation that makes a failed check pass. */
const HEALED_BY: Readonly<Partial<Record<CheckId, StepId>>> = {
  extension: 'extension',
  'extension-healthy': 'extension',
  'extension-features': 'extension',
  'cluster-network': 'trusted-access',
  'workspace-roles': 'roles',
  namespace: 'namespace',
};

/** The check, with the step that heals it where it did not pass and there is one. */
export function withHealingStep(check: Check): Check {
  if (check.status === 'pass') return check;
  const step = check.cause === 'provider-unregistered' ? 'providers' : HEALED_BY[check.id];
  return step === undefined ? check : { ...check, step };
}
