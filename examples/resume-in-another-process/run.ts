// One process attaches, stores the operation and ends; another one reads it and waits. Between them there is only a file.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';

const run = promisify(execFile);
const service = new FakeComputeService({
  provisioning: { attachMs: 3000 },
  modes: { signedOperationUrl: true },
});
const server = await startFakeServer(service);
const folder = await mkdtemp(join(tmpdir(), 'resume-'));
const file = join(folder, 'operation.json');

try {
  console.log(await runScript('start.ts'));
  assert.equal(service.control.computes.get('gpu').provisioningState, 'Creating');
  console.log(await runScript('follow.ts'));
  assert.equal(service.control.computes.get('gpu').provisioningState, 'Succeeded');
  // One PUT in all: the second process followed the operation of the first.
  assert.equal(service.control.requests.entries({ route: 'compute.put' }).length, 1);
  assert.ok(service.control.requests.entries({ route: 'operation.status' }).length > 0);
} finally {
  await server.close();
  await rm(folder, { recursive: true });
}

async function runScript(name: string): Promise<string> {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const { stdout } = await run(process.execPath, [...process.execArgv, script, server.url, file]);
  return stdout.trim();
}
