import { mcpToTool } from '@google/genai';
import { connectSdk } from '../connect-sdk.mjs';

/** Google's SDK, with its conversion to function declarations. */
export const packages = ['@google/genai'];

export async function use(target) {
  const client = await connectSdk(target);
  const { tools } = await client.listTools();
  const callable = mcpToTool(client);
  const { functionDeclarations } = await callable.tool();
  const [part] = await callable.callTool([{ name: 'compute_list', args: {} }]);
  await client.close();
  const result = part.functionResponse.response.structuredContent;
  return { listed: tools.length, converted: functionDeclarations.length, result };
}
