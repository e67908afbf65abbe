// Makes the list of worlds in docs/testkit.md new. Run with the loader of the tests, which lets Node run the sources.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withWorlds } from './render-worlds.ts';

const guide = fileURLToPath(new URL('../../../docs/testkit.md', import.meta.url));
writeFileSync(guide, withWorlds(readFileSync(guide, 'utf8')));
