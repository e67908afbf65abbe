import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';

const SECRET = 'hunter2-hunter2-hunter2-hunter2-x';
const MISTYPED = [
  ['--confirm-kye', SECRET],
  [`--confirm-kye=${SECRET}`],
  ['--confirm_key', SECRET],
  ['doctor', '--confirm-kye', SECRET],
  [SECRET],
  ['--http', '--port', SECRET],
  ['--cloud', SECRET],
  ['--confirm', SECRET],
  ['--arm-endpoint', `https://user:${SECRET}@x y`],
];

/** A flag with a secret is mistyped, and the message goes to a log. */
export const mistypedFlag: Attack = {
  name: 'mistyped-flag',
  promise: 'no message about flags repeats a value',
  pace: 'quick',
  async play(stage) {
    for (const args of MISTYPED) {
      const program = await stage.start('mcp-server', args);
      assert.equal(await program.ended, 2, args.join(' '));
      const said = program.stdout() + program.stderr();
      assert.ok(!said.includes(SECRET), `${args[0]} is answered without its value: ${said.slice(0, 200)}`);
    }
    return `${MISTYPED.length} command lines`;
  },
};
