import { MCPClient } from '@mastra/mcp';

/** Mastra, which turns each schema into one of its own. */
export const packages = ['@mastra/mcp', '@mastra/core'];

export async function use({ wire, command, args, url }) {
  const server = url === undefined ? { command, args, stderr: 'ignore' } : { url: new URL(url) };
  const client = new MCPClient({ id: `matrix ${wire}`, servers: { server } });
  const tools = await client.listTools();
  const result = await tools.server_compute_list.execute({}, {});
  await client.disconnect();
  const all = Object.values(tools);
  return {
    listed: all.length,
    converted: all.filter(({ inputSchema }) => inputSchema !== undefined).length,
    result,
  };
}
