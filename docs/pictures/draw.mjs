// Draws each picture from the text beside it, and the terminal from a session on the built program: `pnpm --filter ./docs run pictures`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { drawTerminal } from './play-terminal.mjs';
import { renderPicture } from './render-picture.mjs';

const here = new URL('.', import.meta.url);
for (const name of readdirSync(here).filter((file) => file.endsWith('.txt'))) {
  const text = readFileSync(new URL(name, here), 'utf8');
  writeFileSync(new URL(name.replace('.txt', '.svg'), here), renderPicture(text));
}
writeFileSync(new URL('terminal.svg', here), drawTerminal());
