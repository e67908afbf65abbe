import { type InputProblem, InvalidInputError } from '../errors/invalid-input-error.js';

/** The place of a member in a document: names and indexes from the outside in. */
export type FleetPath = readonly (string | number)[];

/** One rule that a document breaks. */
export interface FleetProblem extends InputProblem {
  /** Where: the member itself, or the object that lacks it. */
  readonly path: FleetPath;
}

/** Shows at most this many problems in the message; all are in `problems`. */
const SHOWN = 10;

/** A fleet that breaks rules. All of them are reported together, each with its place. */
export class InvalidFleetError extends InvalidInputError {
  readonly problems: readonly FleetProblem[];

  constructor(problems: readonly [FleetProblem, ...FleetProblem[]]) {
    super(summarise(problems));
    this.problems = problems;
  }
}

function summarise(problems: readonly [FleetProblem, ...FleetProblem[]]): InputProblem {
  const [first, ...rest] = problems;
  const others = rest.slice(0, SHOWN - 1).map(({ field, rule }) => `${field} ${rule}`);
  const hidden = rest.length - others.length;
  const more = hidden > 0 ? [`and ${hidden} more`] : [];
  return { field: first.field, rule: [first.rule, ...others, ...more].join('; '), example: first.example };
}

/** Shows a place as `computes[2].identity.type`; the document itself is `fleet`. */
export function showPath(path: FleetPath): string {
  const shown = path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${step}`),
    '',
  );
  return shown.replace(/^\./, '') || 'fleet';
}
