import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  parseDocument,
} from 'yaml';

/** A problem of a file, with its place. Lines and columns count from 1. */
export interface PlacedProblem {
  readonly line: number;
  readonly column: number;
  readonly rule: string;
}

/** A path into a document: names and indexes from the outside in. */
type Path = readonly (string | number)[];

/** The documents of a file as plain values, and where their members stand. */
export interface ReadDocument {
  /** False where the text is no YAML; there are no values then. */
  readonly isReadable: boolean;
  /** One value for each document of the file. */
  readonly values: readonly unknown[];
  readonly problems: readonly PlacedProblem[];
  /** Where a member of a document stands, or the object that lacks it. */
  placeOf(document: number, path: Path): Pick<PlacedProblem, 'line' | 'column'>;
}

/**
 * Reads YAML, or JSON, which is a part of it. A text that Azure's command line would read as another value (it follows YAML
 * 1.1) is refused, and so are tags of other programs. Aliases are bounded by the library.
 */
export function readDocument(text: string): ReadDocument {
  const counter = new LineCounter();
  const documents = [...parseAllDocuments(text, { lineCounter: counter, merge: true, logLevel: 'silent' })];
  const at = (offset: number): Pick<PlacedProblem, 'line' | 'column'> => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  };
  const refused = documents.flatMap(({ errors, warnings }) =>
    [...errors, ...warnings].map(({ pos, code }) => ({
      ...at(pos[0]),
      rule: `cannot be read: ${code.toLowerCase().replaceAll('_', ' ')}`,
    })),
  );
  const read = refused.length > 0 ? null : toValues(documents);
  const problems =
    read === null && refused.length === 0 ? [{ ...at(0), rule: 'has too many aliases' }] : refused;
  return {
    isReadable: read !== null,
    values: read ?? [],
    problems: [...problems, ...(read === null ? [] : findOtherReadings(documents, at))],
    placeOf: (index, path) => at(offsetOf(documents[index]?.contents ?? null, path)),
  };
}

/** Null where aliases of aliases would fill the memory. */
function toValues(documents: readonly Document.Parsed[]): unknown[] | null {
  try {
    return documents.length === 0 ? [null] : documents.map((document): unknown => document.toJS());
  } catch {
    return null;
  }
}

/** The offset of the member at a path: of its key where it has one, else of the innermost node that is there. */
function offsetOf(root: Node | null, path: Path): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    const found = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && key.value === step)
      : isSeq(node) && typeof step === 'number'
        ? { key: node.items[step], value: node.items[step] }
        : undefined;
    if (found === undefined) break;
    offset = rangeOf(found.key) ?? offset;
    node = found.value;
  }
  return offset;
}

function rangeOf(node: unknown): number | null {
  return isScalar(node) || isMap(node) || isSeq(node) ? (node.range?.[0] ?? null) : null;
}

/** Plain texts such as `no` or `017` are other values in YAML 1.1, which Azure's command line reads. */
function findOtherReadings(
  documents: readonly Document.Parsed[],
  at: (offset: number) => Pick<PlacedProblem, 'line' | 'column'>,
): PlacedProblem[] {
  const problems: PlacedProblem[] = [];
  const visit = (node: unknown): void => {
    if (isMap(node)) for (const { key, value } of node.items) for (const one of [key, value]) visit(one);
    if (isSeq(node)) for (const one of node.items) visit(one);
    if (isScalar(node) && node.type === 'PLAIN' && readsOtherwise(node.source ?? '', node.value)) {
      const rule = 'means different things to different readers of YAML; put it in quotes';
      problems.push({ ...at(node.range?.[0] ?? 0), rule });
    }
  };
  for (const { contents } of documents) visit(contents);
  return problems;
}

function readsOtherwise(source: string, value: unknown): boolean {
  const other: unknown = parseDocument(source, { version: '1.1', logLevel: 'silent' }).toJS();
  return JSON.stringify(other) !== JSON.stringify(value);
}
