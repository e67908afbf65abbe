// A server of four tools as the SDK makes it easiest: what a start costs that does nothing of its own.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import * as z from 'zod';

const server = new McpServer({ name: 'floor', version: '0.0.0' });
for (const name of ['attach', 'get_status', 'list', 'detach']) {
  server.registerTool(
    name,
    {
      title: name,
      description: `Does ${name}`,
      inputSchema: { name: z.string().describe('Name of the compute'), workspace: z.string().optional() },
      outputSchema: { state: z.string() },
    },
    async ({ name: compute }) => ({
      content: [{ type: 'text', text: compute }],
      structuredContent: { state: 'Succeeded' },
    }),
  );
}
process.stdin.once('end', () => process.exit(0));
await server.connect(new StdioServerTransport());
