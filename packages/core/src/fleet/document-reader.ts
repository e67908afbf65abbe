import { isRecord } from '../domain/json.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import type { FleetNote } from './fleet.js';
import { type FleetPath, type FleetProblem, showPath } from './fleet-problem.js';
import { nearestWord } from './nearest-word.js';

/** What a refusal says beside its place. */
export interface Refusal {
  readonly rule: string;
  readonly example: string;
}

/** Reads a document to its end and collects what is wrong, so that all problems are reported together. */
export class DocumentReader {
  readonly problems: FleetProblem[] = [];
  readonly notes: FleetNote[] = [];

  /** Reports a problem. Returns null, for the value that could not be read. */
  refuse(path: FleetPath, { rule, example }: Refusal): null {
    this.problems.push({ path, field: showPath(path), rule, example });
    return null;
  }

  note(path: FleetPath, text: string): void {
    this.notes.push({ path, text });
  }

  /**
   * Parses a value; a refusal of the parser becomes a problem, and the value null. The problem belongs to this place, or
   * to the member of it that `members` gives for the field which the parser names.
   */
  parse<T>(
    path: FleetPath,
    parse: (field: string) => T,
    members: Readonly<Record<string, string>> = {},
  ): T | null {
    try {
      return parse(showPath(path));
    } catch (error) {
      if (!InvalidInputError.isInstance(error)) throw error;
      const { field, rule, example } = error.problem;
      const member = members[field];
      const place = member === undefined ? path : [...path, member];
      const shown = showPath(place);
      this.problems.push({ path: place, field: field.startsWith(shown) ? field : shown, rule, example });
      return null;
    }
  }

  /** The members of an object, or null with a problem. A member that is not among `known` is a problem of its own. */
  members(
    path: FleetPath,
    value: unknown,
    known: readonly string[],
  ): Readonly<Record<string, unknown>> | null {
    if (!isRecord(value)) {
      const example = known.slice(0, 3).join(', ');
      return this.refuse(path, { rule: 'must be a mapping of names to values', example });
    }
    for (const name of Object.keys(value)) if (!known.includes(name)) this.#refuseUnknown(path, name, known);
    return value;
  }

  #refuseUnknown(path: FleetPath, name: string, known: readonly string[]): void {
    const meant = nearestWord(name, known);
    const rule = meant === null ? 'is unknown here' : `is unknown here; did you mean ${meant}?`;
    this.refuse([...path, name], { rule, example: meant ?? known.join(', ') });
  }
}

/** Whether a member is given at all; null counts as given, so that it can be refused where it is no value. */
export function isGiven(members: Readonly<Record<string, unknown>>, name: string): boolean {
  return Object.hasOwn(members, name) && members[name] !== undefined;
}
