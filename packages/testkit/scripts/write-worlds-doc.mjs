// Makes the list of worlds in docs/testkit/worlds.md new. Run with the loader of the tests, which lets Node run the sources.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withWorlds } from './render-worlds.ts';

const page = fileURLToPath(new URL('../../../docs/testkit/worlds.md', import.meta.url));
writeFileSync(page, withWorlds(readFileSync(page, 'utf8')));
