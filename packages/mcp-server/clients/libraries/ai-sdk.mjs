import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createMCPClient } from '@ai-sdk/mcp';
import { Experimental_StdioMCPTransport as StdioTransport } from '@ai-sdk/mcp/mcp-stdio';
import { createOpenAI } from '@ai-sdk/openai';
import { generateText } from 'ai';

/** The AI SDK, with its converters for three providers. No request leaves the machine. */
export const packages = ['ai', '@ai-sdk/mcp', '@ai-sdk/openai', '@ai-sdk/google', '@ai-sdk/anthropic'];

const MODELS = [
  [createOpenAI, 'gpt-5', ({ tools }) => tools.length],
  [createGoogleGenerativeAI, 'gemini-2.5-pro', ({ tools }) => tools[0].functionDeclarations.length],
  [createAnthropic, 'claude-sonnet-4-5', ({ tools }) => tools.length],
];

export async function use({ command, args, url }) {
  const transport =
    url === undefined ? new StdioTransport({ command, args, stderr: 'ignore' }) : { type: 'http', url };
  const client = await createMCPClient({ transport });
  const tools = await client.tools();
  const counts = [];
  for (const [create, model, count] of MODELS) counts.push(count(await requestOf(create, model, tools)));
  const { structuredContent: result } = await tools.compute_list.execute(
    {},
    { toolCallId: '1', messages: [] },
  );
  await client.close();
  return { listed: Object.keys(tools).length, converted: Math.min(...counts), result };
}

/** What would be sent to the provider. */
async function requestOf(create, name, tools) {
  const sent = Promise.withResolvers();
  const fetch = async (_url, { body }) => {
    sent.resolve(JSON.parse(body));
    return Response.json({ error: { message: 'no request is answered here' } }, { status: 400 });
  };
  const model = create({ apiKey: 'none', fetch })(name);
  const asking = generateText({ model, tools, prompt: 'List the computes.', maxRetries: 0 });
  asking.catch(sent.reject);
  return sent.promise;
}
