import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { startFake } from '../stage/azure.ts';

const UNCERTAIN = ['workspace-roles-partial', 'workspace-roles-missing'] as const;

/** The roles of the workspace do not suffice, and doctor is asked whether all is in place. */
export const doctorSays: Attack = {
  name: 'doctor-says',
  promise: 'doctor does not call attachable what it has not looked at, in words and as JSON',
  pace: 'quick',
  async play(stage) {
    for (const seed of UNCERTAIN) {
      const { args } = await startFake(stage, { seed });
      const doctor = await stage.start('mcp-server', ['doctor', ...args]);
      await doctor.ended;
      assert.doesNotMatch(doctor.stdout(), /can be attached(?![^\n]*role)/, seed);
      const json = await stage.start('mcp-server', ['doctor', '--json', ...args]);
      await json.ended;
      assert.doesNotThrow(() => JSON.parse(json.stdout()), `${seed}: ${json.stderr()}`);
    }
    return `${UNCERTAIN.length} worlds`;
  },
};
