import type { Directions } from './direction.ts';
import type { PackageName } from './source-text.ts';

/** What the page of the architecture promises about one package. */
export interface PagePromises {
  readonly directions: Directions;
  /** Pairs of folders that may import each other, as `one ↔ other`. */
  readonly mutual: readonly string[];
}

/**
 * Reads the section of a package: the table of folders, and the list of those that import each other.
 * @throws Error where a row cannot be read, because a rule that is not understood holds nothing.
 */
export function readPromises(page: string, name: PackageName): PagePromises {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${name}, folder by folder\n`));
  if (section === undefined) throw new Error(`the page has no section "${name}, folder by folder"`);
  const rows = [...section.matchAll(/^\| (.+?) \| .+ \| (.+?) \|$/gm)].filter(
    ([, folder]) => folder !== 'folder',
  );
  return {
    directions: new Map(
      rows.map(([, folder = '', allowed = '']) => [placeOf(folder), parseAllowed(allowed)]),
    ),
    mutual: [...section.matchAll(/^- `(.+?)` ↔ `(.+?)`: ./gm)].map(([, one, other]) => `${one} ↔ ${other}`),
  };
}

function parseAllowed(cell: string): readonly string[] | null {
  if (cell === 'everything') return null;
  return cell === 'nothing' ? [] : cell.split(', ').map(placeOf);
}

function placeOf(cell: string): string {
  if (cell === 'root') return cell;
  const [, name] = /^`(.+?)\/?`$/.exec(cell) ?? [];
  if (name === undefined) throw new Error(`"${cell}" in a table is neither a name in backticks nor "root"`);
  return name;
}
