// Reads each configuration as its client does, starts every server that it names by just that command, and asks each
// for its tools. npx finds the package in this folder; on your machine it gets it from the registry.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const WORKSPACE = '5f1c3d2e-7a4b-4c6d-8e9f-0a1b2c3d4e5f/demo-rg/demo-ws';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const { mcpServers } = read('claude-code/.mcp.json');
const { permissions } = read('claude-code/settings.json');
const { inputs, servers } = read('vscode/mcp.json');

for (const [name, { command, args, type }] of Object.entries(servers)) {
  assert.equal(type, 'stdio');
  await start(`VS Code, ${name}`, command, args.map(fillInputs));
}
const offered = [];
for (const [name, { command, args }] of Object.entries(mcpServers)) {
  const tools = await start(`Claude Code, ${name}`, command, args.map(fillEnvironment));
  offered.push(...tools.map((tool) => ({ ...tool, permission: `mcp__${name}__${tool.name}` })));
}

// What may run unasked only reads, what writes is asked about, and no tool of the real server is forgotten.
const ofServer = offered.filter(({ permission }) => permission.startsWith('mcp__azureml-kubernetes__'));
const named = (isWanted) =>
  ofServer
    .filter(isWanted)
    .map(({ permission }) => permission)
    .sort();
assert.deepEqual(
  [...permissions.allow].sort(),
  named(({ annotations }) => annotations.readOnlyHint),
);
assert.deepEqual(
  [...permissions.ask].sort(),
  named(({ annotations }) => !annotations.readOnlyHint),
);

function fillInputs(arg) {
  return arg.replace(/\$\{input:(\w+)\}/g, (_all, id) => {
    assert.ok(inputs.some((input) => input.id === id && input.type === 'promptString'));
    return WORKSPACE;
  });
}

function fillEnvironment(arg) {
  return arg.replace(/\$\{AZUREML_WORKSPACE\}/g, WORKSPACE);
}

async function start(title, command, args) {
  const client = new Client({ name: 'assistant-configuration', version: '1.0.0' });
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  await client.connect(new StdioClientTransport({ command, args, cwd, stderr: 'ignore' }));
  try {
    const { tools } = await client.listTools();
    assert.ok(tools.some(({ name }) => name === 'compute_attach'));
    console.log(`${title}: ${tools.length} tools by "${[command, ...args].join(' ')}"`);
    return tools;
  } finally {
    await client.close();
  }
}
