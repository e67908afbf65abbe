import { nearestWord } from '@azureml-kubernetes/core';

/** What to say of a word that is no verb, with the verbs that there are. It is shown only where it is close to one: else it may be a secret. */
export function unknownVerb(group: string, word: string, known: readonly string[]): string {
  const head = group === '' ? '' : `${group} `;
  const meant = nearestWord(word, known);
  const shown = meant === null ? group || 'the first argument' : `${head}${word}`;
  const hint = meant === null ? `there are ${known.join(', ')}` : `did you mean ${head}${meant}?`;
  return `${shown}: no such verb; ${hint}`;
}
