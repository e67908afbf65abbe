/** A slip of the hand changes few letters; of a short word, fewer. */
const MAX_EDITS = 2;
/** Longer words are compared by their beginning: they may come from outside. */
const MAX_LENGTH = 64;

/** The word that a mistyped one was probably meant to be, without regard to case and separators; null where none is near. */
export function nearestWord(typed: string, words: readonly string[]): string | null {
  const wanted = lettersOf(typed);
  const [best] = words
    .map((word) => ({ word, edits: editsBetween(wanted, lettersOf(word)) }))
    .sort((one, other) => one.edits - other.edits);
  if (best === undefined) return null;
  return best.edits <= Math.min(MAX_EDITS, Math.floor(wanted.length / 3)) ? best.word : null;
}

function lettersOf(word: string): string {
  return word.slice(0, MAX_LENGTH).toLowerCase().replaceAll(/[-_]/g, '');
}

/** How many letters have to be added, dropped, replaced or swapped with their neighbour (optimal string alignment). */
function editsBetween(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const edits = [
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (same ? 0 : 1),
        ...(swapped ? [at(row - 2, column - 2) + 1] : []),
      ];
      current.push(Math.min(...edits));
    }
  }
  return at(one.length, other.length);
}
