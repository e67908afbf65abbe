// Plays attacks on the built programs: `pnpm attacks [name …] [--quick | --nightly]`; see docs/security.md.
import { parseArgs } from 'node:util';
import type { Attack, Size } from './attack.ts';
import { attacks } from './attacks.ts';
import { Stage } from './stage/stage.ts';

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean' }, nightly: { type: 'boolean' } },
  allowPositionals: true,
});
const size: Size = values.nightly === true ? 'nightly' : 'usual';
const chosen = attacks.filter(({ name, pace }) => {
  if (positionals.length > 0) return positionals.includes(name);
  if (values.nightly === true) return true;
  return pace === 'quick' || (pace === 'long' && values.quick !== true);
});
const unknown = positionals.filter((name) => !attacks.some((attack) => attack.name === name));
if (unknown.length > 0) throw new Error(`unknown attack: ${unknown.join(', ')}`);

let broken = 0;
for (const attack of chosen) if (!(await held(attack))) broken += 1;
console.log(`${chosen.length - broken} of ${chosen.length} held`);
process.exitCode = broken === 0 ? 0 : 1;

async function held({ name, promise, play }: Attack): Promise<boolean> {
  const stage = new Stage();
  const startedAt = performance.now();
  const line = (word: string, said: string): string =>
    `${word} ${name}: ${promise} (${said}; ${((performance.now() - startedAt) / 1000).toFixed(1)} s)`;
  try {
    console.log(line('held  ', await play(stage, size)));
    return true;
  } catch (error) {
    console.log(line('BROKEN', String(error).replaceAll(/\s+/g, ' ').slice(0, 400)));
    return false;
  } finally {
    await stage.clear();
  }
}
