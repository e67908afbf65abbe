/** Longer than any failure that was reported; the reason stands at the end, so the start is what goes. */
const MAX_TEXT = 8_000;

/** Where a wrapper lets the words that it wraps begin. */
const OPENING =
  /\binner\s?(?:error|exception)s?\b\s*:?\s*|\berr(?:or)?\s*:?\s*(?=[[{])|\bcaused by\s*:?\s*|-{2,3}>\s*/gi;

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')' };

/** What wrappers add around a cause: advice, links, and what was being done. None of it is a cause. */
const ADDITIONS: readonly RegExp[] = [
  /\brecommend(?:ation|ed action)s?\b.*?(?=\s:\s|$)/gi,
  /\b(?:please|kindly)\b[^.;]{0,300}(?:[.;](?=\s|$)|$)/gi,
  /\bif\b[^.;]{0,200}\b(?:contact|retry|try again|reach out|open an? (?:ticket|issue))\b[^.;]{0,200}(?:[.;](?=\s|$)|$)/gi,
  /\bfor (?:general|more)\b[^.;:]{0,80}:|(?:https?:\/\/)?\baka\.ms\/\S*/gi,
  /\boccurred while doing the operation\b.*$/i,
  /\brelease\s+\S{1,63}\s+failed,? and has been (?:uninstalled|rolled back) due to atomic being set\s*:?/gi,
  /[,;:]?\s*(?:release\s+\S{1,63}\s+)?(?:and )?has been (?:uninstalled|rolled back) due to atomic being set\b/gi,
];

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The words of a failure from the innermost cause to the outermost wrapper. Each level is without the levels inside
 * it, and without the advice that the wrapper adds. Never empty for a text that has words.
 */
export function causeLevels(text: string): readonly string[] {
  const line = text.slice(-MAX_TEXT).replace(/\s+/g, ' ').trim();
  const spans = [...spansOf(line), { start: 0, end: line.length }];
  const levels = spans
    .map((span, index) => cleaned(textOf(line, span, spans.slice(0, index))))
    .filter((level) => /[a-z]{3}/i.test(level));
  return levels.length > 0 || line === '' ? levels : [line];
}

/** The wrapped parts, the last to begin first: where parts lie within each other, that is the innermost. */
function spansOf(line: string): Span[] {
  return [...line.matchAll(OPENING)].map((match) => spanAt(line, match.index + match[0].length)).reverse();
}

/** To the bracket that closes the one that the part begins with, or to the end. */
function spanAt(line: string, start: number): Span {
  const open = line.charAt(start);
  const close = CLOSING[open];
  if (close === undefined) return { start, end: line.length };
  let depth = 0;
  for (let index = start; index < line.length; index += 1) {
    const character = line.charAt(index);
    if (character === open) depth += 1;
    if (character === close) depth -= 1;
    if (depth === 0) return { start: start + 1, end: index };
  }
  return { start: start + 1, end: line.length };
}

function textOf(line: string, { start, end }: Span, inner: readonly Span[]): string {
  let left = '';
  let from = start;
  for (const span of [...inner].reverse()) {
    if (span.start < from || span.start >= end) continue;
    left += `${line.slice(from, span.start)} `;
    from = Math.min(span.end, end);
  }
  return left + line.slice(from, end);
}

function cleaned(level: string): string {
  const bare = ADDITIONS.reduce((words, addition) => words.replace(addition, ' '), level);
  return bare
    .replace(OPENING, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s:;,.[\]{}]+|[\s:;,[{]+$/g, '')
    .trim();
}
