/**
 * Replaces what stands between the two comments that mark a generated region of a Markdown page.
 * @throws Error when the page has not exactly one such region.
 */
export function replaceRegion(page: string, name: string, content: string): string {
  const [start, end] = [`<!-- generated: ${name} -->\n`, `<!-- end: ${name} -->`];
  const [before, rest, ...more] = page.split(start);
  const [, after, ...tooMany] = (rest ?? '').split(end);
  if (before === undefined || after === undefined || more.length + tooMany.length > 0)
    throw new Error(`the page must have one region ${name}`);
  return `${before}${start}${content}${end}${after}`;
}
