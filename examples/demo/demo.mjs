// The main job on a real client: an MCP client drives the built server over stdio, and the server talks HTTP to the
// built test service, which runs in a process of its own. No Azure account is needed.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const resolve = createRequire(import.meta.url).resolve;
const bin = (name) => join(dirname(resolve(`@azureml-kubernetes/${name}/package.json`)), 'dist/bin.js');

const service = await startService();
const client = await startClient(service.ready);
try {
  await play(client, service.ready);
} finally {
  await client.close();
  service.process.kill('SIGTERM');
}

async function play(client, { clusters }) {
  const aks = clusters.find(({ kind }) => kind === 'aks').id;
  const { tools } = await client.listTools();
  say(`The server offers ${tools.length} tools: ${tools.map(({ name }) => name).join(', ')}.`);

  step('Attach the AKS cluster as "gpu"');
  const attached = await call('compute_attach', { name: 'gpu', resource_id: aks, namespace: 'ml-team' });
  done(`The service accepted it; state ${attached.state}. ${attached.next_step}`);

  step('Wait until it is attached');
  const waited = await call('compute_wait', { name: 'gpu', until: 'attached', max_wait_seconds: 60 });
  assert.equal(waited.state, 'Succeeded');
  done(`State ${waited.state}.`);

  step('Ask for its status');
  const status = await call('compute_get_status', { name: 'gpu' });
  assert.equal(status.state, 'Succeeded');
  assert.equal(status.resource_id, aks);
  assert.equal(status.namespace, 'ml-team');
  done(`${status.name} runs in namespace ${status.namespace} of ${status.resource_id}.`);

  step('Attach the same again');
  const again = await call('compute_attach', { name: 'gpu', resource_id: aks, namespace: 'ml-team' });
  assert.equal(again.outcome, 'already_attached');
  done(`Nothing was sent: it is already attached with this specification, state ${again.state}.`);

  step('Attach with an invalid resource id');
  const refused = await client.callTool({
    name: 'compute_attach',
    arguments: { name: 'cpu', resource_id: 'my-aks' },
  });
  assert.equal(refused.isError, true);
  done(
    `Refused (${refused.structuredContent.code}): ${refused.structuredContent.message}. ${refused.structuredContent.hint}.`,
  );

  step('Detach it, which asks for a confirmation first');
  const plan = await call('compute_detach', { name: 'gpu' });
  say('The plan, of which nothing is sent before a yes:');
  for (const line of plan.plan.split('\n')) say(`  ${line}`);
  say('A person would say yes here. The demo does, by the confirm_token of the plan.');
  const detached = await call('compute_detach', { name: 'gpu', confirm_token: plan.confirm_token });
  done(`State ${detached.state}. ${detached.next_step}`);

  step('Wait until it is detached');
  const gone = await call('compute_wait', { name: 'gpu', until: 'detached', max_wait_seconds: 60 });
  assert.equal(gone.outcome, 'reached');
  done('It is gone from the workspace; the cluster itself was never touched.');
  say('\nAll of this went through a real MCP client over stdio and a real HTTP service.');
  sayNext();
}

/** What to do next, with the paths of this clone. */
function sayNext() {
  // Where the machine's own Node is too old, npx has fetched the one that runs this.
  const node = process.env.npm_command === 'exec' ? 'npx -y -p node@24 node' : 'node';
  const server = bin('mcp-server');
  step('What next?');
  say(
    `1. Give it to an assistant:\n     claude mcp add azureml-kubernetes -- ${node} ${quoted(server)} --demo`,
  );
  say(`2. Or use it at this terminal:\n     ${node} ${quoted(server)} cluster list --demo`);
  say(
    `3. Then read how to attach your own cluster:\n     ${join(dirname(server), '../../../docs/getting-started.md')}`,
  );
}

function quoted(path) {
  return /\s/.test(path) ? `"${path}"` : path;
}

async function call(name, args) {
  const onprogress = ({ message }) => say(`  … ${message ?? 'still waiting'}`);
  const result = await client.callTool(
    { name, arguments: args },
    undefined,
    name === 'compute_wait' ? { onprogress } : {},
  );
  assert.notEqual(result.isError, true, JSON.stringify(result.structuredContent));
  return result.structuredContent;
}

/** Starts the test service and reads its readiness line. */
async function startService() {
  const process_ = spawn(
    process.execPath,
    [bin('testkit'), 'serve', '--port', '0', '--attach-ms', '3000', '--detach-ms', '1500'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for await (const line of createInterface(process_.stdout)) {
    const ready = JSON.parse(line);
    say(`The test service listens on ${ready.url}.`);
    return { process: process_, ready };
  }
  throw new Error('the test service ended before it was ready');
}

async function startClient({ url, subscriptionId, resourceGroup, workspace }) {
  const args = [
    bin('mcp-server'),
    '--arm-endpoint',
    url,
    '--workspace',
    `${subscriptionId}/${resourceGroup}/${workspace}`,
  ];
  const client = new Client({ name: 'demo', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' }));
  return client;
}

function step(title) {
  console.log(`\n▸ ${title}`);
}

/** Tells how a step ended. */
function done(text) {
  say(`✓ ${text}`);
}

function say(text) {
  console.log(text.startsWith('\n') ? text : `  ${text}`);
}
