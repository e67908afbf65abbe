/** More than any report shows; each try costs a walk over the text. */
const MAX_TRIES = 8;

/** JSON within a text, and the text around it. */
export interface NestedJson {
  readonly before: string;
  readonly value: unknown;
  readonly after: string;
}

/**
 * Finds an object or a list within a text: the whole text, a part of it, or either of them in the form of a JSON
 * string or of a Python literal. Null where there is none.
 */
export function findNestedJson(text: string): NestedJson | null {
  return search(text) ?? search(unquoted(text));
}

function search(text: string): NestedJson | null {
  let tries = 0;
  for (const { index } of text.matchAll(/[{[]/g)) {
    if (tries === MAX_TRIES) return null;
    tries += 1;
    const end = endOf(text, index);
    if (end === null) continue;
    const value = parse(text.slice(index, end));
    if (typeof value === 'object' && value !== null)
      return { before: text.slice(0, index), value, after: text.slice(end) };
  }
  return null;
}

/** Just behind the bracket that closes the one at `start`; brackets within quotes do not count. */
function endOf(text: string, start: number): number | null {
  let depth = 0;
  let quoted = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (quoted && character === '\\') index += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '{' || character === '[')) depth += 1;
    else if (!quoted && (character === '}' || character === ']')) depth -= 1;
    if (depth === 0) return index + 1;
  }
  return null;
}

/** Undoes one level of escaping, and the quotes of Python where there are no others. */
function unquoted(text: string): string {
  if (text.includes('\\"')) return text.replace(/\\(["\\])/g, '$1');
  if (text.includes('"')) return text;
  return text
    .replaceAll("'", '"')
    .replace(/\bNone\b/g, 'null')
    .replace(/\bTrue\b/g, 'true')
    .replace(/\bFalse\b/g, 'false');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
