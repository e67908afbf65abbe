import { InvalidInputError } from '../../errors/invalid-input-error.js';

declare const kind: unique symbol;

/** The name of a compute within its workspace. */
export type ComputeName = string & { readonly [kind]: 'compute-name' };

const LEGAL = /^[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/i;

/**
 * Refuses only what can never be a compute name, because the published rules disagree with each other and
 * with names in use: longer than 32, other than letters, digits and hyphens, a first character that is no
 * letter, a hyphen at the end. {@link computeNameWarnings} tells of the narrower rules.
 *
 * @throws InvalidInputError
 */
export function parseComputeName(text: unknown, field = 'name'): ComputeName {
  if (isComputeName(text)) return text;
  throw new InvalidInputError({
    field,
    rule: 'must be 1 to 32 letters, digits or hyphens, starting with a letter and not ending in a hyphen',
    example: 'gpu-cluster',
  });
}

/** Whether a text can be the name of a compute. */
export function isComputeName(text: unknown): text is ComputeName {
  return typeof text === 'string' && LEGAL.test(text);
}

/**
 * Rules that the service states for some compute types, yet does not enforce everywhere: 2 to 16 characters
 * (resource name rules; a live refusal of 2020), 3 to 24 and no `-<digits>` at the end (REST description 2025-12-01).
 */
export function computeNameWarnings(name: ComputeName): readonly string[] {
  const warnings: string[] = [];
  if (name.length < 3)
    warnings.push('is shorter than 3 characters, which newer versions of the service refuse');
  if (name.length > 16)
    warnings.push('is longer than 16 characters, which the service has refused for attached computes');
  if (/-\d+$/.test(name))
    warnings.push('ends in a hyphen and digits, which newer versions of the service refuse');
  return warnings;
}
