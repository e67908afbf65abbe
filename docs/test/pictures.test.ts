import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { drawTerminal } from '../pictures/play-terminal.mjs';
import { renderPicture } from '../pictures/render-picture.mjs';
import { pathOf, readPage } from './markdown.ts';

const texts = readdirSync(pathOf('docs/pictures')).filter((name) => name.endsWith('.txt'));

it.each(texts)('the picture of %s is as `draw` makes it', (name) => {
  const picture = readPage(`docs/pictures/${name.replace('.txt', '.svg')}`);
  expect(picture, 'run `pnpm --filter ./docs run pictures`').toBe(
    renderPicture(readPage(`docs/pictures/${name}`)),
  );
});

it('the picture of the terminal is what the program shows', () => {
  expect(readPage('docs/pictures/terminal.svg'), 'run `pnpm --filter ./docs run pictures`').toBe(
    drawTerminal(),
  );
});

it('says which line it cannot draw', () => {
  expect(() => renderPicture('box a 0 0 A\narrow a b nowhere')).toThrow(
    'this is no arrow: arrow a b nowhere',
  );
});
