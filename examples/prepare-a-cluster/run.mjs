// Takes a bare AKS cluster to a compute that is attached, through the built MCP server alone. The test service runs in a
// process of its own; no Azure account is needed. The second half of the work is done by another server process.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const resolve = createRequire(import.meta.url).resolve;
const bin = (name) => join(dirname(resolve(`@azureml-kubernetes/${name}/package.json`)), 'dist/bin.js');

/** What tokens are signed with, so that the second process takes those of the first. */
const KEY = 'a secret that both processes of the example share';

const service = await startService();
let server = await connect(service.ready);
try {
  const cluster = service.ready.clusters[0].id;
  const attach = { name: 'gpu', resource_id: cluster, namespace: 'ml-team' };
  const missing = await call('compute_check_attach', attach);
  assert.equal(missing.ready, false);
  console.log(`Failed checks that a preparation heals: ${healedIn(missing).join(', ')}`);

  const wanted = { resource_id: cluster, namespace: 'ml-team', create_namespace: true, max_wait_seconds: 1 };
  let answer = await call('cluster_prepare', wanted);
  assert.equal(answer.outcome, 'confirmation_required');
  show(answer);
  console.log('A person agrees.');
  answer = await call('cluster_prepare', { ...wanted, confirm_token: answer.confirm_token });
  assert.equal(answer.outcome, 'under_way');

  await server.close();
  server = await connect(service.ready);
  console.log('Another process goes on with the token of the first.');
  while (answer.outcome === 'under_way')
    answer = await call('cluster_prepare', { ...wanted, confirm_token: answer.confirm_token });
  assert.equal(answer.outcome, 'prepared', JSON.stringify(answer));
  console.log(answer.next_step);

  assert.equal((await call('compute_attach', attach)).outcome, 'started');
  assert.equal((await call('compute_wait', { name: 'gpu' })).outcome, 'reached');
  console.log('The compute is attached.');
} finally {
  await server.close();
  service.process.kill('SIGTERM');
}

function healedIn({ checks }) {
  return checks
    .filter(({ status, step }) => status === 'fail' && step !== undefined)
    .map(({ id, step }) => `${id} (${step})`);
}

function show({ steps }) {
  for (const { id, state, summary } of steps) console.log(`  ${id.padEnd(15)} ${state.padEnd(7)} ${summary}`);
}

async function call(name, args) {
  const { isError = false, structuredContent } = await server.callTool({ name, arguments: args });
  assert.equal(isError, false, JSON.stringify(structuredContent));
  return structuredContent;
}

/** Starts the test service with a bare cluster, and reads its readiness line. */
async function startService() {
  const args = ['serve', '--seed', 'cluster-bare', '--attach-ms', '500', '--prepare-ms', '800'];
  const started = spawn(process.execPath, [bin('testkit'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(started.stdout))
    return { process: started, ready: JSON.parse(line) };
  throw new Error('the test service ended before it was ready');
}

/** Connects a client to a server process of its own, which may create namespaces in the cluster. */
async function connect({ url, subscriptionId, resourceGroup, workspace }) {
  const place = `${subscriptionId}/${resourceGroup}/${workspace}`;
  const args = [bin('mcp-server'), '--arm-endpoint', url, '--workspace', place, '--in-cluster', 'write'];
  const client = new Client({ name: 'prepare-a-cluster', version: '1.0.0' });
  const env = { ...process.env, AZUREML_KUBERNETES_CONFIRM_KEY: KEY };
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env, stderr: 'ignore' }));
  return client;
}
