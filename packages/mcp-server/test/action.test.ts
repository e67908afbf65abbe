import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { actionShape, workflowShape } from './action-shape.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string): unknown => parse(readFileSync(join(root, path), 'utf8'));
const action = actionShape.parse(read('action.yml'));
const workflow = workflowShape.parse(read('deploy/github/workflows/fleet.yml'));
const computes = readFileSync(join(root, 'deploy/github/computes.yaml'), 'utf8');

const steps = action.runs.steps.flatMap((one) => ('run' in one ? [one] : []));

describe('the action', () => {
  it('hands inputs to its shells as variables only, because text in a script would be run', () => {
    expect(steps.map(({ run }) => run).filter((run) => run.includes('${{'))).toEqual([]);
  });

  it('uses each input that it has, and no other one', () => {
    const text = JSON.stringify([action.outputs, action.runs]);
    const used = [...text.matchAll(/\binputs\.([\w-]+)/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(Object.keys(action.inputs)));
  });

  it('is given by the workflow what it has, and gives what the workflow takes', () => {
    const calls = Object.values(workflow.jobs)
      .flatMap((job) => job.steps)
      .filter(({ uses }) => uses?.startsWith('azureml-kubernetes/'));
    expect(calls.map((call) => call.with?.['command'])).toEqual(['plan', 'apply']);
    for (const call of calls)
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(call.with ?? {})));
    const taken = [...JSON.stringify(workflow).matchAll(/steps\.plan\.outputs\.([\w-]+)/g)];
    expect(Object.keys(action.outputs)).toEqual(expect.arrayContaining(taken.map(([, name]) => name)));
  });
});

describe('the workflow', () => {
  it('writes to Azure only on main, in an environment of its own, and plans no pull request of a fork', () => {
    const { plan, apply } = workflow.jobs;
    expect(apply?.if).toContain("github.event_name == 'push'");
    expect([plan?.environment, apply?.environment]).toEqual(['fleet-plan', 'fleet-apply']);
    expect(plan?.if).toContain('head.repo.full_name == github.repository');
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });
});

describe('the steps of the action, played with the fake', () => {
  let server: Awaited<ReturnType<typeof startFakeServer>>;
  let service: FakeComputeService;
  let folder: string;

  beforeEach(async () => {
    service = new FakeComputeService({ provisioning: { attachMs: 10, detachMs: 10 } });
    server = await startFakeServer(service, { port: 0 });
    folder = mkdtempSync(join(tmpdir(), 'action-'));
    writeFileSync(join(folder, 'computes.yaml'), computes);
  });

  afterEach(() => server.close());

  /** Plays each step in a shell of its own, as a runner does, and gives what it leaves behind. */
  async function play(inputs: Readonly<Record<string, string>>) {
    const given = {
      ...Object.fromEntries(Object.entries(action.inputs).map(([name, one]) => [name, one.default])),
      ...inputs,
    };
    const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
    for (const file of Object.values(files)) writeFileSync(file, '');
    let code = 0;
    for (const { env, run } of steps) {
      const own = Object.entries(env).map(([name, text]) => [name, inputFor(text, given)]);
      const { PATH = '', HOME = '' } = process.env;
      const variables = {
        PATH,
        HOME,
        AZUREML_KUBERNETES_ARM_ENDPOINT: server.url,
        ...files,
        ...Object.fromEntries(own),
      };
      code = await shell(run, variables);
      if (code !== 0) break;
    }
    const lines = readFileSync(files.GITHUB_OUTPUT, 'utf8').trim().split('\n');
    const outputs = Object.fromEntries(lines.map((line) => line.split('=')));
    return { code, outputs, summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8') };
  }

  function shell(script: string, env: Readonly<Record<string, string>>): Promise<number> {
    const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
    return new Promise((resolve) => {
      execFile('bash', args, { cwd: folder, env }, (error) =>
        resolve(error === null ? 0 : Number(error.code ?? 1)),
      );
    });
  }

  it('plan on a pull request and write nothing, then apply what was reviewed', async () => {
    const planned = await play({ command: 'plan' });
    expect([planned.code, planned.outputs]).toEqual([
      0,
      { 'exit-code': '2', changes: 'true', fingerprint: expect.stringMatching(/^[\da-f]{64}$/) },
    ]);
    expect(planned.summary).toContain('Plan: 2 to attach');
    expect(service.control.requests.entries().every(({ method }) => method === 'GET')).toBe(true);

    const expected = String(planned.outputs['fingerprint']);
    const applied = await play({ command: 'apply', expect: expected });
    expect([applied.code, applied.outputs['exit-code']]).toEqual([0, '0']);
    const again = await play({ command: 'plan' });
    expect([again.code, again.outputs['changes']]).toEqual([0, 'false']);
  });

  it('apply nothing when the plan is another one', async () => {
    const applied = await play({ command: 'apply', expect: 'f'.repeat(64) });
    expect([applied.code, applied.outputs['exit-code']]).toEqual([1, '1']);
    expect(service.control.requests.entries().every(({ method }) => method === 'GET')).toBe(true);
  });

  it.each([
    ['a command', { command: 'plan; touch pwned' }],
    ['a file', { file: 'computes.yaml; touch pwned' }],
    ['a substitution', { file: '$(touch pwned)', workspace: '`touch pwned`' }],
    ['a flag', { file: '--demo' }],
  ])('run no text of an input: %s', async (_, inputs) => {
    const { code } = await play(inputs);
    expect([code === 0, existsSync(join(folder, 'pwned'))]).toEqual([false, false]);
  });

  function inputFor(text: string, given: Readonly<Record<string, string | undefined>>): string {
    const [, name = ''] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(text) ?? [];
    if (text.includes('github.action_path')) return root;
    const value = given[name];
    if (value === undefined) throw new Error(`the action has no input for ${text}`);
    return value;
  }
});
