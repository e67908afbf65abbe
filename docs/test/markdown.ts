import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/** A block of code on a page. */
export interface Snippet {
  readonly page: string;
  /** Where its code begins, counted from 1. */
  readonly line: number;
  /** As it is written after the fence; may be empty. */
  readonly language: string;
  readonly code: string;
}

/** Absolute path of a file of the repository. */
export function pathOf(page: string): string {
  return fileURLToPath(new URL(page, root));
}

export function readPage(page: string): string {
  return readFileSync(pathOf(page), 'utf8');
}

export function snippetsOf(page: string): Snippet[] {
  const text = readPage(page);
  return [...text.matchAll(/^ *```([^\n]*)\n(.*?)^ *```$/gms)].map((match) => ({
    page,
    line: text.slice(0, match.index).split('\n').length + 1,
    language: match[1] ?? '',
    code: match[2] ?? '',
  }));
}

/** A page without its blocks and spans of code, in which links and headings are only letters. */
export function proseOf(page: string): string {
  return readPage(page)
    .replace(/^ *```.*?^ *```$/gms, '')
    .replace(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, ' '));
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(page: string): string[] {
  const text = readPage(page).replace(/^ *```.*?^ *```$/gms, '');
  const seen = new Map<string, number>();
  return [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}
