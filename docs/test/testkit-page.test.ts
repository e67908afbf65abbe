import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FakeComputeService, parseSeed } from '@azureml-kubernetes/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathOf, snippetsOf } from './markdown.ts';

const run = promisify(execFile);
const scripts = snippetsOf('docs/testkit/command.md').filter(({ language }) => language === 'sh');
/** What each shell snippet prints, in their order. */
const printed = [
  ['"name": "cpu-cluster"'],
  ['"status": "Succeeded"', '&$skip=1"', '"code": "ResourceNotFound"', '1\n'],
] as const;

/** A folder in which npx finds the package as it would be published, without a registry. */
async function installed(): Promise<string> {
  const work = mkdtempSync(join(tmpdir(), 'testkit-docs-'));
  writeFileSync(join(work, 'package.json'), '{ "private": true }');
  const packed = await npm(['pack', pathOf('packages/testkit'), '--silent'], work);
  await npm(['install', packed.stdout.trim(), '--no-audit', '--no-fund'], work);
  return work;
}

function npm(args: readonly string[], cwd: string) {
  return run('npm', [...args, '--offline', '--ignore-scripts'], { cwd, timeout: 60_000 });
}

/** npx is not to ask a registry for what is installed. */
const env = { ...process.env, npm_config_offline: 'true' };

let work = '';
beforeAll(async () => {
  work = await installed();
}, 120_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('the pages of the testkit', () => {
  it('have as many shell snippets as are expected to print something', () => {
    expect(scripts).toHaveLength(printed.length);
  });

  it.for(scripts.map((script, index) => ({ ...script, expected: printed[index] ?? [] })))(
    'run the shell snippet on line $line',
    { timeout: 90_000 },
    async ({ code, expected }, { skip }) => {
      const curl = await run('curl', ['--version']).then(
        () => true,
        () => false,
      );
      if (!curl) skip('there is no curl here');
      const { stdout } = await run('sh', ['-e', '-c', code], { cwd: work, env, timeout: 60_000 });
      for (const text of expected) expect(stdout).toContain(text);
    },
  );

  it('have a way to start that leaves no server behind and keeps the exit code', {
    timeout: 90_000,
  }, async () => {
    const [start = ''] = /^npx .*&$/m.exec(scripts[0]?.code ?? '') ?? [];
    const faults = [{ match: { route: 'compute.put', nth: 2 }, effect: { kind: 'stuck' } }];
    writeFileSync(join(work, 'faults.json'), JSON.stringify({ faults }));
    const wait = 'while ! grep -q url ready.json; do sleep 0.1; done';
    const lines = [
      'rm -f ready.json',
      start.replace("'exec", () => "'echo $$ > pid; exec").replace('--port 0', '--port 0 --seed faults.json'),
    ];
    const code = [...lines, 'touch ready.json', wait, 'kill $!; wait $!; echo "exit $?"'].join('\n');
    const { stdout } = await run('sh', ['-c', code], { cwd: work, env, timeout: 60_000 });
    expect(stdout).toBe('exit 3\n');
    const pid = Number(readFileSync(join(work, 'pid'), 'utf8'));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('have a seed file that is accepted', () => {
    const seed =
      snippetsOf('docs/testkit/seed-files.md').find(({ language }) => language === 'json')?.code ?? '';
    const { control } = new FakeComputeService({ seed: parseSeed(seed) });
    expect(control.computes.list().map(({ record }) => record.name)).toEqual(['old']);
    expect(control.faults.unconsumed).toHaveLength(1);
  });
});
