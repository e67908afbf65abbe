/** The states that the service documents, in lower case. */
export const KNOWN_STATES = [
  'unknown',
  'creating',
  'updating',
  'deleting',
  'succeeded',
  'failed',
  'canceled',
] as const;

/** A state of a compute that is known here, in lower case. */
export type KnownState = (typeof KNOWN_STATES)[number];

/** A compute's place in its life. The service may add states, so an unrecognized one keeps its text. */
export interface Lifecycle {
  readonly state: KnownState | 'unrecognized';
  /** The service's own word and casing, such as `Succeeded`. */
  readonly text: string;
}

/** The service's words compare without case; `Cancelled` is seen in both spellings. */
export function parseLifecycle(text: string): Lifecycle {
  const word = text.toLowerCase();
  const known = word === 'cancelled' ? 'canceled' : KNOWN_STATES.find((state) => state === word);
  return { state: known ?? 'unrecognized', text };
}

/** ARM's rule for asynchronous operations: these three end it, every other word means that it goes on. */
export function isTerminal({ state }: Lifecycle): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'canceled';
}

/** Whether a text is one word of at most 40 letters, which leaves no room for a sentence. */
export function isWord(text: string): boolean {
  return /^[A-Za-z]{1,40}$/.test(text);
}

/** The service's own word for a state; `unrecognized` where it is no word. */
export function stateWord({ text }: Pick<Lifecycle, 'text'>): string {
  return isWord(text) ? text : 'unrecognized';
}
