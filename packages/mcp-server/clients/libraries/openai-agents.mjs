import { getAllMcpTools, MCPServerStdio, MCPServerStreamableHttp, RunContext } from '@openai/agents';

/** OpenAI's Agents SDK, with its conversion to strict schemas. */
export const packages = ['@openai/agents'];

export async function use({ command, args, url }) {
  const server =
    url === undefined ? new MCPServerStdio({ command, args }) : new MCPServerStreamableHttp({ url });
  await server.connect();
  const runContext = new RunContext();
  const tools = await getAllMcpTools({ mcpServers: [server], runContext, convertSchemasToStrict: true });
  // A strict mode fills in every parameter, with null for what is left out.
  const list = tools.find(({ name }) => name === 'compute_list');
  const { text } = await list.invoke(runContext, JSON.stringify({ limit: null, cursor: null }));
  await server.close();
  return {
    listed: tools.length,
    converted: tools.filter(({ strict }) => strict).length,
    result: JSON.parse(text),
  };
}
