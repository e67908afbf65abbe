import { worldFamilies } from '../src/seed/worlds/worlds.js';

const START = '<!-- worlds: written by `pnpm run docs` in packages/testkit -->';
const END = '<!-- end of worlds -->';

/** The page with its list of worlds made new. @throws Error when the page has no place for it */
export function withWorlds(page: string): string {
  const [before, rest] = page.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`the page lacks ${START} or ${END}`);
  return `${before}${START}\n\n${renderWorlds()}\n\n${END}${after}`;
}

function renderWorlds(): string {
  return worldFamilies
    .map(({ title, worlds }) => {
      const rows = Object.entries(worlds).map(
        ([name, { about }]) => `| \`${name}\` | ${about.summary} | ${about.basis} |`,
      );
      return [`**${title}**\n`, '| seed | what is planted | how we know |', '|---|---|---|', ...rows].join(
        '\n',
      );
    })
    .join('\n\n');
}
