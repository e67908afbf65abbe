// Has the MCP Inspector, a client of others, list and call what the built server offers, over stdio and over HTTP. The
// Inspector is large, so `pnpm inspect` has npx fetch it for the run, and finds it on the PATH.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { startHttp, stdio, TOOLS } from '../clients/target.mjs';

const clusterId =
  '/subscriptions/5f1c3d2e-7a4b-4c6d-8e9f-0a1b2c3d4e5f/resourceGroups/demo-rg/providers/Microsoft.ContainerService/managedClusters/demo-aks';

const ERAS = ['legacy', 'modern', 'auto'];

const program = [stdio.command, ...stdio.args];
inspectAll('stdio', program);
for (const era of ERAS) inspectEra('stdio', era, program);
const http = await startHttp();
try {
  const target = [http.url, '--transport', 'http'];
  inspectAll('HTTP', target);
  for (const era of ERAS) inspectEra('HTTP', era, target);
} finally {
  http.stop();
}

/** Runs the Inspector's command line at a target, and gives what it prints. */
function inspectorOf(target) {
  return (...args) => {
    const { status, stdout, stderr } = spawnSync('mcp-inspector', ['--cli', ...target, ...args], {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    assert.equal(status, 0, `${args.join(' ')} ended with ${status}: ${stderr}`);
    return JSON.parse(stdout);
  };
}

/** Lists and calls in one era of the protocol. */
function inspectEra(transport, era, target) {
  const inspect = inspectorOf([...target, '--protocol-era', era]);
  assert.equal(inspect('--method', 'tools/list').tools.length, TOOLS[transport]);
  const { structuredContent } = inspect('--method', 'tools/call', '--tool-name', 'cluster_list');
  assert.equal(structuredContent.total, 3);
  process.stdout.write(`The MCP Inspector lists and calls over ${transport} with --protocol-era ${era}.\n`);
}

/** Lists and calls everything there is. */
function inspectAll(transport, target) {
  const inspect = inspectorOf(target);
  const call = (tool, ...args) =>
    inspect('--method', 'tools/call', '--tool-name', tool, ...args.flatMap((arg) => ['--tool-arg', arg]))
      .structuredContent;

  const { tools } = inspect('--method', 'tools/list');
  assert.equal(tools.length, TOOLS[transport]);
  assert.equal(call('cluster_list').total, 3);
  assert.equal(call('compute_check_attach', 'name=gpu', `resource_id=${clusterId}`).ready, true);
  assert.deepEqual(inspect('--method', 'resources/list').resources, []);
  assert.equal(call('compute_attach', 'name=gpu', `resource_id=${clusterId}`).outcome, 'started');
  assert.equal(inspect('--method', 'resources/templates/list').resourceTemplates.length, 1);
  assert.deepEqual(
    inspect('--method', 'prompts/list').prompts.map(({ name }) => name),
    ['attach_cluster', 'diagnose_compute', 'safe_detach'],
  );
  const named = ['--prompt-name', 'safe_detach', '--prompt-args', 'name=gpu'];
  const prompt = inspect('--method', 'prompts/get', ...named);
  assert.match(prompt.messages[0].content.text, /compute_detach/);
  const names = tools.map(({ name }) => name).join(', ');
  process.stdout.write(`The MCP Inspector lists and calls all of it over ${transport}: ${names}.\n`);
}
