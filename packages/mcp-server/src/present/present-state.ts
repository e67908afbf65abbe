import type { Lifecycle } from '@azureml-kubernetes/core';
import { serviceWord } from './service-word.js';

/** The state in the service's own word. */
export function presentState({ text }: Pick<Lifecycle, 'text'>): string {
  return serviceWord(text, 'state') ?? 'Unrecognized';
}
