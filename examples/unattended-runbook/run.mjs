// Runs the runbook through the built MCP server over stdio, against the built test service in a process of its own, and
// holds its report against what was planted. No Azure account is needed, and no person is asked anything.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { attachFleet } from './runbook.mjs';

const resolve = createRequire(import.meta.url).resolve;
const bin = (name) => join(dirname(resolve(`@azureml-kubernetes/${name}/package.json`)), 'dist/bin.js');

/** More than any attach takes here, but for the one that never ends. */
const patience = { patienceSeconds: 10 };

const client = new Client({ name: 'unattended-runbook', version: '1.0.0' });
const service = await startService();
try {
  await connect(service.ready);
  const report = await attachFleet(call, (step) => console.log(`  … ${step}`), patience);
  show(report);
  verify(report);
  console.log('\nOnce more: what is attached is left alone, and the rest is told again.');
  verify(await attachFleet(call, () => {}, patience));
  await verifyWorkspace();
  console.log('The report names each planted fault, and nothing else.');
} finally {
  await client.close();
  service.process.kill('SIGTERM');
}

function show(report) {
  console.log('\nReport');
  for (const { cluster, outcome, nextStep, reasons = [] } of report) {
    console.log(`  ${cluster.padEnd(12)} ${outcome}`);
    if (nextStep !== undefined) console.log(`    ${nextStep}`);
    for (const { id, fix } of reasons) console.log(`    ${id}: ${fix}`);
  }
}

/** What was planted in seed.json. The runbook knows none of this. */
function verify(report) {
  const told = report.map(({ cluster, outcome, reasons }) => [cluster, outcome, reasons?.[0]?.id]);
  assert.deepEqual(told, [
    ['plant-one', 'attached', undefined],
    ['plant-three', 'failed', 'workspace-access'],
    ['plant-two', 'stopped', 'extension-healthy'],
    ['shop-one', 'attached', undefined],
    ['shop-three', 'under-way', undefined],
    ['shop-two', 'stopped', 'cluster-running'],
  ]);
  const fixOf = (name) => report.find(({ cluster }) => cluster === name).reasons[0].fix;
  assert.match(fixOf('plant-three'), /Cluster Admin/);
  assert.match(fixOf('plant-two'), /inferenceRouterHA=False/);
  assert.match(fixOf('shop-two'), /azure-arc/);
  const [failure] = report.filter(({ outcome }) => outcome === 'failed');
  assert.equal(failure.cleanedUp, true);
  assert.ok(failure.collect.length > 3, 'what is not certain comes with what to collect for support');
}

/** Two computes are attached, the slow one is left alone, and nothing is left of the attach that failed. */
async function verifyWorkspace() {
  const { result } = await call('compute_list', {});
  const states = result.computes.map(({ name, state }) => [name, state]).sort();
  assert.deepEqual(states, [
    ['plant-one', 'Succeeded'],
    ['shop-one', 'Succeeded'],
    ['shop-three', 'Creating'],
  ]);
}

async function call(name, args) {
  const { isError = false, structuredContent } = await client.callTool({ name, arguments: args });
  return { isError, result: structuredContent };
}

/** Starts the test service and reads its readiness line. */
async function startService() {
  const seed = fileURLToPath(new URL('./seed.json', import.meta.url));
  const args = [bin('testkit'), 'serve', '--seed', seed, '--attach-ms', '1500', '--detach-ms', '500'];
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface(started.stdout))
    return { process: started, ready: JSON.parse(line) };
  throw new Error('the test service ended before it was ready');
}

/** Connects the client to a server of its own, which works in the workspace of the test service. */
async function connect({ url, subscriptionId, resourceGroup, workspace }) {
  const place = `${subscriptionId}/${resourceGroup}/${workspace}`;
  const args = [bin('mcp-server'), '--arm-endpoint', url, '--workspace', place, '--confirm', 'off'];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' }));
}
