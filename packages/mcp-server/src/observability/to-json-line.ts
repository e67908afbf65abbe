import { redactText } from '@azureml-kubernetes/core';

/** Makes one line of JSON, without what looks like a secret. Each text is redacted by itself, so that the line stays JSON. */
export function toJsonLine(entry: object): string {
  return JSON.stringify(entry, (_, value: unknown) =>
    typeof value === 'string' ? redactText(value) : value,
  );
}
