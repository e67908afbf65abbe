import { nearestWord } from '@azureml-kubernetes/core';

/** What to say of a word that is no verb, with the verbs that there are. Only what looks like a word is shown. */
export function unknownVerb(group: string, word: string, known: readonly string[]): string {
  const head = group === '' ? '' : `${group} `;
  const shown = /^[A-Za-z][\w-]{0,40}$/.test(word) ? `${head}${word}` : group || 'the first argument';
  const meant = nearestWord(word, known);
  const hint = meant === null ? `there are ${known.join(', ')}` : `did you mean ${head}${meant}?`;
  return `${shown}: no such verb; ${hint}`;
}
