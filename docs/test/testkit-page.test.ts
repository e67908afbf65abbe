import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FakeComputeService, parseSeed } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { pathOf, snippetsOf } from './markdown.ts';

const run = promisify(execFile);
const scripts = snippetsOf('docs/testkit/command.md').filter(({ language }) => language === 'sh');
/** What each shell snippet prints, in their order. */
const printed = [
  ['"name": "cpu-cluster"'],
  ['"status": "Succeeded"', '&$skip=1"', '"code": "ResourceNotFound"', '1\n'],
] as const;

/** In the place of npx: starts the built program when it is asked for the program of our package, and nothing else. */
function npxThatRuns(bin: string): string {
  return `#!/bin/sh
[ "$1 $2 $3" = '-p @azureml-kubernetes/testkit azureml-kubernetes-testkit' ] || exit 9
shift 3
exec "${process.execPath}" "${bin}" "$@"
`;
}

describe('the pages of the testkit', () => {
  it('have as many shell snippets as are expected to print something', () => {
    expect(scripts).toHaveLength(printed.length);
  });

  it.for(scripts.map((script, index) => ({ ...script, expected: printed[index] ?? [] })))(
    'run the shell snippet on line $line',
    { timeout: 30_000 },
    async ({ code, expected }, { skip }) => {
      const curl = await run('curl', ['--version']).then(
        () => true,
        () => false,
      );
      if (!curl) skip('there is no curl here');
      const work = mkdtempSync(join(tmpdir(), 'testkit-docs-'));
      const bin = pathOf('packages/testkit/dist/bin.js');
      writeFileSync(join(work, 'npx'), npxThatRuns(bin));
      chmodSync(join(work, 'npx'), 0o755);
      const env = { ...process.env, PATH: `${work}:${process.env['PATH']}` };
      const { stdout } = await run('sh', ['-e', '-c', code], { cwd: work, env, timeout: 20_000 });
      for (const text of expected) expect(stdout).toContain(text);
      rmSync(work, { recursive: true });
    },
  );

  it('have a seed file that is accepted', () => {
    const seed =
      snippetsOf('docs/testkit/seed-files.md').find(({ language }) => language === 'json')?.code ?? '';
    const { control } = new FakeComputeService({ seed: parseSeed(seed) });
    expect(control.computes.list().map(({ record }) => record.name)).toEqual(['old']);
    expect(control.faults.unconsumed).toHaveLength(1);
  });
});
