/** The exit codes of verbs. 3 is the one that Azure's own command line uses for what is not there. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  notYet: 4,
  needsPerson: 5,
} as const;

/** What a call gave, as far as the exit code is concerned. */
export interface CallOutcome {
  readonly isError: boolean;
  readonly result: Readonly<Record<string, unknown>>;
}

const BY_ERROR: Readonly<Record<string, number>> = {
  'invalid-input': EXIT.usage,
  'not-found': EXIT.notFound,
  'timed-out': EXIT.notYet,
};

const BY_OUTCOME: Readonly<Record<string, number>> = {
  failed: EXIT.failed,
  blocked: EXIT.failed,
  timed_out: EXIT.notYet,
  under_way: EXIT.notYet,
  refused: EXIT.needsPerson,
  confirmation_required: EXIT.needsPerson,
};

/**
 * The exit code of a call: by the code of its error, else by its outcome. A check that is not ready has failed, and a
 * wait for what is not there has not found it.
 */
export function exitCodeOf({ isError, result }: CallOutcome): number {
  if (isError) return BY_ERROR[String(result['code'])] ?? EXIT.failed;
  if (result['outcome'] === 'failed' && result['state'] === 'Absent') return EXIT.notFound;
  if (result['ready'] === false || result['plan'] === 'conflict') return EXIT.failed;
  return BY_OUTCOME[String(result['outcome'])] ?? EXIT.done;
}
