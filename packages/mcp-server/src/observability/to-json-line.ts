import { redactText } from '@azureml-kubernetes/core';
import { hideHeldSecrets } from '../runtime/held-secrets.js';

/** Makes one line of JSON, without the secrets that this process holds and what looks like one. Each text is redacted by itself, so that the line stays JSON. */
export function toJsonLine(entry: object): string {
  return JSON.stringify(entry, (_, value: unknown) =>
    typeof value === 'string' ? redactText(hideHeldSecrets(value)) : value,
  );
}
