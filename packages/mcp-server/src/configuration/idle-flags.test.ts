import { describe, expect, it } from 'vitest';
import { Problems } from '../command-line/problems.js';
import { readSettings } from '../command-line/settings.js';
import { refuseIdleFlags } from './idle-flags.js';

function idleFlags(argv: readonly string[], env: Record<string, string> = {}): readonly string[] {
  const problems = new Problems();
  refuseIdleFlags(readSettings({ argv, env }, problems), problems);
  return problems.found;
}

describe('refuseIdleFlags', () => {
  it.each([
    [['--port', '3000'], '--port has no effect without --http: leave it out'],
    [
      ['--http-stateless', '--max-sessions', '3'],
      '--max-sessions has no effect with --http-stateless: leave it out',
    ],
    [['--http', '--rate-limit', '3'], '--rate-limit has no effect without --auth entra: leave it out'],
    [['--demo', '--workspace', 'ws'], '--workspace has no effect with --demo: leave it out'],
    [['--demo', '--cloud', 'china'], '--cloud has no effect with --demo: leave it out'],
    [
      ['--read-only', '--audit-log', 'a.jsonl'],
      '--audit-log has no effect with --read-only, where nothing is written: leave it out',
    ],
    [
      ['--read-only', '--confirm', 'elicit'],
      '--confirm has no effect with --read-only, where nothing is written: leave it out',
    ],
    [['--workspace', 'ws', '--config', 'c.json'], '--config has no effect beside --workspace: leave it out'],
    [
      ['--confirm', 'off', '--confirm-key', 'x'],
      '--confirm-key has no effect with --confirm off, which gives no tokens: leave it out',
    ],
  ])('refuses %j', (argv, problem) => expect(idleFlags(argv)).toEqual([problem]));

  it.each([
    [['--http', '--port', '3000']],
    [['--http-stateless', '--port', '3000']],
    [['--http', '--auth', 'entra', '--rate-limit', '3']],
    [['--demo', '--http', '--port', '0']],
    [['--confirm-key', 'x']],
    [['--read-only', '--demo']],
    [['--cloud', 'china', '--audit-log', 'a.jsonl', '--confirm', 'elicit']],
    [['--confirm', 'elicit', '--confirm-key', 'x']],
  ])('takes %j', (argv) => expect(idleFlags(argv)).toEqual([]));

  it('lets variables stand that change nothing, because other servers may share them', () => {
    expect(
      idleFlags(['--demo'], { AZUREML_KUBERNETES_WORKSPACE: 'ws', AZUREML_KUBERNETES_PORT: '1' }),
    ).toEqual([]);
  });
});
