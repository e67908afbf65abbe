import { type Fleet, InvalidFleetError, parseFleet } from '@azureml-kubernetes/core';
import { plainCell } from '../output/plain-line.js';
import { type ReadDocument, readDocument } from './read-document.js';

/** A file that was read, by the name that a person gave. */
export interface FleetFile {
  readonly name: string;
  readonly text: string;
}

/** A fleet, or all that is wrong with its files: a line each, as `file:line:column: what`. */
export type ReadFleet =
  | {
      readonly kind: 'fleet';
      readonly fleet: Fleet;
      /** Remarks about what was read, a line each, in the same form. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** One value of a file, and where it came from. */
interface Owner {
  readonly file: string;
  readonly document: ReadDocument;
  /** The place of the value among those of the file; null where it is the only one. */
  readonly index: number | null;
  readonly value: unknown;
}

/** Reads the files of a fleet, whose computes add up. */
export function readFleet(files: readonly FleetFile[]): ReadFleet {
  const read = files.map(({ name, text }) => ({ name, document: readDocument(text) }));
  const problems = read.flatMap(({ name, document }) =>
    document.problems.map(({ line, column, rule }) => `${name}:${line}:${column}: ${rule}`),
  );
  if (read.some(({ document }) => !document.isReadable)) return { kind: 'problems', problems };
  const owners = read.flatMap(({ name, document }) => ownersOf(name, document));
  const parsed = parseOwned(owners);
  if (parsed.kind === 'fleet' && problems.length === 0) return parsed;
  return {
    kind: 'problems',
    problems: [...problems, ...(parsed.kind === 'problems' ? parsed.problems : [])],
  };
}

function ownersOf(file: string, document: ReadDocument): Owner[] {
  return document.values.map((value, index) => ({
    file,
    document,
    index: document.values.length === 1 ? null : index,
    value,
  }));
}

function parseOwned(owners: readonly Owner[]): ReadFleet {
  try {
    const fleet = parseFleet(owners.map(({ value }) => value));
    return { kind: 'fleet', fleet, notes: fleet.notes.map(({ path, text }) => placed(path, text, owners)) };
  } catch (error) {
    if (!(error instanceof InvalidFleetError)) throw error;
    return {
      kind: 'problems',
      problems: error.problems.map(({ path, rule, example }) =>
        placed(path, `${rule}; such as ${example}`, owners),
      ),
    };
  }
}

function placed(
  path: InvalidFleetError['problems'][number]['path'],
  text: string,
  owners: readonly Owner[],
): string {
  const [first, ...rest] = path;
  const owner = typeof first === 'number' ? owners[first] : undefined;
  if (owner === undefined) return text;
  const { line, column } = owner.document.placeOf(owner.index ?? 0, rest);
  const member = rest.length === 0 ? 'the document' : rest.map((step) => plainCell(step)).join('.');
  return `${owner.file}:${line}:${column}: ${member} ${text}`;
}
