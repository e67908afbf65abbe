import * as z from 'zod';
import { EARLIER_REQUEST, type Model, type Question } from './model.ts';
import { type ModelSettings, postJson } from './post-json.ts';

const answerShape = z.looseObject({
  content: z.array(
    z.looseObject({
      type: z.string(),
      text: z.string().optional(),
      name: z.string().optional(),
      input: z.unknown().optional(),
    }),
  ),
});

/** A model behind the Anthropic Messages API (`POST {endpoint}/v1/messages`). */
export function anthropicModel(settings: ModelSettings): Model {
  const headers = { 'x-api-key': settings.key, 'anthropic-version': '2023-06-01' };
  return async (question) => {
    const body = { model: settings.model, max_tokens: 1024, ...bodyOf(question) };
    const { content } = answerShape.parse(await postJson(settings, { path: '/v1/messages', headers, body }));
    const calls = content
      .filter(({ type }) => type === 'tool_use')
      .map(({ name = '', input }) => ({ tool: name, arguments: input }));
    return { calls, text: content.map(({ text = '' }) => text).join('') };
  };
}

function bodyOf({ surface, request }: Question): object {
  const earlier = request.before.flatMap((call, index) => [
    {
      role: 'assistant',
      content: [{ type: 'tool_use', id: `call_${index}`, name: call.tool, input: call.arguments }],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: `call_${index}`, content: JSON.stringify(call.result) },
        { type: 'text', text: index + 1 < request.before.length ? 'Go on.' : request.request },
      ],
    },
  ]);
  const first = { role: 'user', content: earlier.length === 0 ? request.request : EARLIER_REQUEST };
  const tools = surface.tools.map(({ name, description, inputSchema }) => ({
    name,
    description,
    input_schema: inputSchema,
  }));
  return { system: surface.instructions, tools, messages: [first, ...earlier] };
}
