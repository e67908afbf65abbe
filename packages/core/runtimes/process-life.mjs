// The life in a process: of Node, Bun or Deno.
import process from 'node:process';
import { live } from './life.mjs';

const [origin, ids] = process.argv.slice(2);
const seen = await live(origin, JSON.parse(ids));
process.stdout.write(JSON.stringify(seen), () => process.exit(0));
