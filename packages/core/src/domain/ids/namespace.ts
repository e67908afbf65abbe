import { InvalidInputError } from '../../errors/invalid-input-error.js';

declare const kind: unique symbol;

/** A Kubernetes namespace: a DNS label (RFC 1123), at most 63 characters. It must exist in the cluster already. */
export type Namespace = string & { readonly [kind]: 'namespace' };

/** What the service uses when an attach names none (REST description, `KubernetesProperties.namespace`). */
export const DEFAULT_NAMESPACE = 'default';

/** @throws InvalidInputError */
export function parseNamespace(text: unknown, field = 'namespace'): Namespace {
  if (isNamespace(text)) return text;
  throw new InvalidInputError({
    field,
    rule: 'must be a Kubernetes namespace: 1 to 63 lower-case letters, digits or hyphens, no hyphen at either end',
    example: 'ml-team',
  });
}

/** Whether a value is the name of a Kubernetes namespace (RFC 1123 label). */
export function isNamespace(text: unknown): text is Namespace {
  return typeof text === 'string' && /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
}
