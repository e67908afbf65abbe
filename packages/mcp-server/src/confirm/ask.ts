/** What a person is asked to agree to. */
export interface Consent {
  /** An agreement to one action is worth nothing for another. */
  readonly action: 'detach' | 'prepare';
  /** Identifies what is acted on, in the state that the person is shown. */
  readonly subject: string;
  /** The single changes, by stable names. An agreement to these holds for any part of them. */
  readonly changes: readonly string[];
  /** What it is called while the person thinks, such as `the detach of gpu`. */
  readonly title: string;
  /** Names and ids of a fixed form only: a description could argue for a yes. */
  readonly question: string;
}

/** What became of a question to the person at the client. */
export type Reply =
  | 'yes'
  /** They said no, or what the client answered cannot be understood. */
  | 'no'
  /** They closed the question, or were silent. */
  | 'unanswered'
  /** The client turns out to have no way to ask. */
  | 'unavailable';

/**
 * Asks the person at the client; null where the client has no way to. May throw `InputNeeded` instead of returning: the
 * call then ends, and starts again with the answer.
 */
export type Ask = ((consent: Consent, signal: AbortSignal) => Promise<Reply>) | null;

/** How long a person may be silent, where the call waits for them. */
export const ASK_TIMEOUT_MS = 45_000;
