import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** Connects the client of SDK v1, on which other libraries stand. */
export async function connectSdk({ command, args, url }) {
  const client = new Client({ name: 'matrix', version: '1' });
  const transport =
    url === undefined
      ? new StdioClientTransport({ command, args, stderr: 'ignore' })
      : new StreamableHTTPClientTransport(new URL(url));
  await client.connect(transport);
  return client;
}
