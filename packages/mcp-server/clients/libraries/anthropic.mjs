import { mcpTools } from '@anthropic-ai/sdk/helpers/beta/mcp';
import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import { connectSdk } from '../connect-sdk.mjs';

/** Anthropic's SDK: its helpers for MCP, and its transformation of schemas for strict tools. */
export const packages = ['@anthropic-ai/sdk'];

export async function use(target) {
  const client = await connectSdk(target);
  const { tools } = await client.listTools();
  const strict = tools.map(({ inputSchema }) => transformJSONSchema(inputSchema));
  const runnable = mcpTools(tools, client);
  const [{ text }] = await runnable.find(({ name }) => name === 'compute_list').run({});
  await client.close();
  const converted = strict.filter(
    ({ type, additionalProperties }) => type === 'object' && additionalProperties === false,
  );
  return {
    listed: tools.length,
    converted: Math.min(converted.length, runnable.length),
    result: JSON.parse(text),
  };
}
