import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The command line of the MCP Inspector. */
export const packages = ['@modelcontextprotocol/inspector'];

const program = fileURLToPath(new URL('../node_modules/.bin/mcp-inspector', import.meta.url));

export async function use({ command, args, url }) {
  const target = url === undefined ? [command, ...args] : [url, '--transport', 'http'];
  const { tools } = inspect(target, '--method', 'tools/list');
  const call = ['--method', 'tools/call', '--tool-name', 'compute_list'];
  const { structuredContent: result } = inspect(target, ...call);
  return { listed: tools.length, converted: tools.length, result };
}

function inspect(target, ...args) {
  const { status, stdout, stderr } = spawnSync(program, ['--cli', ...target, ...args], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}
