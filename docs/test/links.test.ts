import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorsOf, pathOf, proseOf } from './markdown.ts';
import { pages } from './pages.ts';

/** Links to other files, and to headings. Where the world beyond lies is not asked here. */
function linksOf(page: string): string[] {
  return [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

function problemOf(page: string, target: string): string | null {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(pathOf(file))) return `${target}: there is no ${file}`;
  if (anchor === undefined || anchorsOf(file).includes(anchor)) return null;
  return `${target}: ${file} has no such heading`;
}

describe('the links of', () => {
  it.each(pages)('%s lead somewhere', (page) => {
    const problems = linksOf(page).map((target) => problemOf(page, target));
    expect(problems.filter((problem) => problem !== null)).toEqual([]);
  });
});

it.each([
  ['docs/', 'docs/README.md'],
  ['docs/adr/', 'docs/adr/README.md'],
])('each page of %s is in the index', (folder, index) => {
  const expected = pages
    .filter((page) => page.startsWith(folder) && page !== index)
    .map((page) => page.slice(folder.length))
    .filter((page) => !page.includes('/'));
  expect(expected.length).toBeGreaterThan(10);
  expect(expected.filter((page) => !linksOf(index).includes(page))).toEqual([]);
});
