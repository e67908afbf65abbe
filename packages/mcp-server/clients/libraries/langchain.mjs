import { convertToOpenAITool } from '@langchain/core/utils/function_calling';
import { MultiServerMCPClient } from '@langchain/mcp-adapters';

/** LangChain's adapters, with its strict conversion for OpenAI. */
export const packages = ['@langchain/mcp-adapters', '@langchain/core'];

export async function use({ command, args, url }) {
  const server =
    url === undefined ? { transport: 'stdio', command, args, stderr: 'ignore' } : { transport: 'http', url };
  const client = new MultiServerMCPClient({ mcpServers: { server }, outputHandling: 'content' });
  const tools = await client.getTools();
  const strict = tools.map((tool) => convertToOpenAITool(tool, { strict: true }).function);
  const content = await tools.find(({ name }) => name === 'compute_list').invoke({});
  await client.close();
  return {
    listed: tools.length,
    converted: strict.filter((one) => one.strict && one.parameters.type === 'object').length,
    result: readResult(content),
  };
}

/** The text of a result, however it is wrapped, holds the same JSON as its structured content. */
function readResult(content) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const inner = /"text":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  return JSON.parse(inner === undefined ? text : JSON.parse(`"${inner}"`));
}
