import type { NeededRight } from '../../domain/preparing/step.js';
import type { Rights } from '../facts/rights.js';
import { blockedStep } from './preparation-step.js';
import type { ExaminedStep } from './step-definition.js';

/** A step that is needed, blocked where the caller is known to lack a right for it: that step alone. */
export async function requireRights(rights: Rights, ready: ExaminedStep): Promise<ExaminedStep> {
  if (ready.step.state !== 'needed') return ready;
  const missing = await rights.missing(ready.step.needs);
  if (missing.length === 0) return ready;
  return { step: blockedStep(ready.step, missingRights(missing)), write: null };
}

/** What to say about rights that the caller lacks, and who can help. */
export function missingRights(missing: readonly NeededRight[]): {
  readonly summary: string;
  readonly fix: string;
} {
  const actions = missing.map(({ action }) => action).join(', ');
  const scope = missing[0]?.scope ?? '';
  return {
    summary: `the caller lacks ${actions}`,
    fix: `Ask an Owner or User Access Administrator of ${scope} for a role with ${actions}, or to run the command`,
  };
}
