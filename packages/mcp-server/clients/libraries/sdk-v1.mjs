import { connectSdk } from '../connect-sdk.mjs';

/** The MCP SDK of the legacy era. */
export const packages = ['@modelcontextprotocol/sdk'];

export async function use(target) {
  const client = await connectSdk(target);
  const { tools } = await client.listTools();
  const { structuredContent: result } = await client.callTool({ name: 'compute_list', arguments: {} });
  await client.close();
  return { listed: tools.length, converted: tools.length, result };
}
