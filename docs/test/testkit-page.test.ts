import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FakeComputeService, parseSeed } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { pathOf, snippetsOf } from './markdown.ts';

const run = promisify(execFile);
const snippets = snippetsOf('docs/testkit.md');
const codeIn = (language: string): string =>
  snippets.find((snippet) => snippet.language === language)?.code ?? '';

describe('docs/testkit.md', () => {
  it('has a shell snippet that runs', { timeout: 30_000 }, async ({ skip }) => {
    const curl = await run('curl', ['--version']).then(
      () => true,
      () => false,
    );
    if (!curl) skip('there is no curl here');
    const work = mkdtempSync(join(tmpdir(), 'testkit-docs-'));
    const bin = pathOf('packages/testkit/dist/bin.js');
    writeFileSync(join(work, 'npx'), `#!/bin/sh\nshift\nexec "${process.execPath}" "${bin}" "$@"\n`);
    chmodSync(join(work, 'npx'), 0o755);
    const env = { ...process.env, PATH: `${work}:${process.env['PATH']}` };
    const { stdout } = await run('sh', ['-e', '-c', codeIn('sh')], { cwd: work, env, timeout: 20_000 });
    expect(stdout).toContain('"name": "cpu-cluster"');
    rmSync(work, { recursive: true });
  });

  it('has a seed file that is accepted', () => {
    const { control } = new FakeComputeService({ seed: parseSeed(codeIn('json')) });
    expect(control.computes.list().map(({ record }) => record.name)).toEqual(['old']);
    expect(control.faults.unconsumed).toHaveLength(1);
  });
});
