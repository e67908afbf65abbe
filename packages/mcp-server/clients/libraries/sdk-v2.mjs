import assert from 'node:assert/strict';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

/** The MCP SDK that speaks both eras, in each way that it finds one. */
export const packages = ['@modelcontextprotocol/client'];

const NEGOTIATIONS = [
  {},
  { versionNegotiation: { mode: 'auto' } },
  { versionNegotiation: { mode: { pin: '2026-07-28' } } },
];

export async function use(target) {
  const seen = [];
  for (const negotiation of NEGOTIATIONS) seen.push(await useWith(target, negotiation));
  const [first, ...others] = seen;
  for (const other of others) assert.deepEqual(other, first);
  return first;
}

async function useWith({ command, args, url }, negotiation) {
  const client = new Client({ name: 'matrix', version: '1' }, negotiation);
  const transport =
    url === undefined
      ? new StdioClientTransport({ command, args, stderr: 'ignore' })
      : new StreamableHTTPClientTransport(new URL(url));
  await client.connect(transport);
  const { tools } = await client.listTools();
  const { structuredContent: result } = await client.callTool({ name: 'compute_list', arguments: {} });
  await client.close();
  return { listed: tools.length, converted: tools.length, result };
}
