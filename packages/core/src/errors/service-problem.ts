/** One cause that the service gave for a failure, freed of its wrappings. Untrusted text. */
export interface ServiceProblem {
  /** Such as `BadRequestFormat`; null where the service gave none. */
  readonly code: string | null;
  /** The most specific words of the service, redacted. */
  readonly message: string;
}

/** `code: message` of every problem, for an error message. */
export function describeProblems(problems: readonly ServiceProblem[]): string {
  return problems.map(({ code, message }) => (code === null ? message : `${code}: ${message}`)).join('; ');
}
