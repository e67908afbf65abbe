/** A place in the sources that breaks a rule. */
export interface Breach {
  /** The file, or the folder, that has to change. */
  readonly path: string;
  /** What is there, in a few words, so that the failure says what to mend. */
  readonly found: string;
}

/** A breach on one line, as a failing test shows it. */
export function showBreach({ path, found }: Breach): string {
  return `${path}: ${found}`;
}
