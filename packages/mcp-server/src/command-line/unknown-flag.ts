import { nearestWord } from '@azureml-kubernetes/core';

/** What to say of an unknown flag. Only what looks like the name of a flag is shown: what follows a mistyped one may be a secret. */
export function unknownFlag(rawName: string, position: number, known: readonly string[]): string {
  if (!/^--?\w[\w-]{0,40}$/.test(rawName)) return `argument ${position} is no flag; see --help`;
  const meant = nearestWord(rawName, known);
  return `${rawName}: no such flag; ${meant === null ? 'see --help' : `did you mean --${meant}?`}`;
}
