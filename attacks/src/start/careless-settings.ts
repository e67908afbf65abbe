import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { WORKSPACE } from '../stage/azure.ts';

interface Careless {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What the refusal has to name. */
  readonly names: RegExp;
}

const CARELESS: readonly Careless[] = [
  {
    args: [],
    env: { AZUREML_KUBERNETES_READONLY: 'true' },
    names: /AZUREML_KUBERNETES_READ_ONLY|--read-only/,
  },
  { args: ['--port', '3000'], names: /--http/ },
  { args: ['--demo', '--workspace', WORKSPACE], names: /--workspace/ },
];

/** Settings that would do nothing, or the opposite of what was meant. */
export const carelessSettings: Attack = {
  name: 'careless-settings',
  promise: 'a setting that would be ignored ends the start, and says what was meant',
  pace: 'quick',
  async play(stage) {
    for (const { args, env = {}, names } of CARELESS) {
      for (const command of [[], ['doctor']]) {
        const program = await stage.start('mcp-server', [...command, ...args], { env });
        program.child.stdin.end();
        const shown = [...command, ...args, ...Object.keys(env)].join(' ');
        assert.equal(await program.ended, 2, `${shown}: ${program.stderr()}`);
        assert.match(program.stdout() + program.stderr(), names, shown);
      }
    }
    return `${CARELESS.length} settings, for the server and for doctor`;
  },
};
