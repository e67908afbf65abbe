import { cleanText } from './clean-text.js';
import { serviceWord } from './service-word.js';

/** A state in the service's own word; `unrecognized` where it is no single word. */
export function presentState({ text }: { readonly text: string }): string {
  return serviceWord(text, 'state') ?? 'unrecognized';
}

/** The text of a state that is no single word, for `untrusted`. */
export function unrecognizedState({ text }: { readonly text: string }): { state?: string } {
  return serviceWord(text, 'state') === null ? { state: cleanText(text, 200) } : {};
}
