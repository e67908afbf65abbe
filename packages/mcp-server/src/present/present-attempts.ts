import type { CredentialAttempt } from '@azureml-kubernetes/core';
import { cleanText, MAX_ADVICE } from './clean-text.js';

/** What each credential said of itself, under `untrusted`, with the command that one recommends in full. */
export interface PresentedAttempts {
  readonly attempts: readonly { readonly credential: string; readonly quoted: string }[];
  /** A line for a terminal, as the credential gives it. */
  readonly recommended_command?: string;
}

/** Presents what was tried; null where nothing was. */
export function presentAttempts(attempts: readonly CredentialAttempt[]): PresentedAttempts | null {
  if (attempts.length === 0) return null;
  const command = attempts.flatMap(({ quoted }) => commandIn(quoted))[0];
  return {
    attempts: attempts.map(({ credential, quoted }) => ({
      credential: credential ?? 'a credential',
      quoted: cleanText(quoted),
    })),
    ...(command === undefined ? {} : { recommended_command: cleanText(command, MAX_ADVICE) }),
  };
}

/** `az login` with its flags, of which each is a word; a sentence that only names it recommends nothing. */
function commandIn(quoted: string): string[] {
  const found = /\baz login(?: --[a-z-]+(?:[ =]["']?(?!-)[\w.:/+=@-]+["']?)?)+/.exec(quoted)?.[0];
  return found === undefined ? [] : [found];
}
