import * as z from 'zod';
import { EARLIER_REQUEST, type Model, type Question } from './model.ts';
import { type ModelSettings, postJson } from './post-json.ts';

const answerShape = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        message: z.looseObject({
          content: z.string().nullish(),
          tool_calls: z
            .array(z.looseObject({ function: z.looseObject({ name: z.string(), arguments: z.string() }) }))
            .nullish(),
        }),
      }),
    )
    .min(1),
});

/** A model behind an endpoint that speaks OpenAI's chat completions (`POST {endpoint}/chat/completions`). */
export function openaiModel(settings: ModelSettings): Model {
  const headers = { authorization: `Bearer ${settings.key}` };
  return async (question) => {
    const body = { model: settings.model, ...bodyOf(question) };
    const { choices } = answerShape.parse(
      await postJson(settings, { path: '/chat/completions', headers, body }),
    );
    const message = choices[0]?.message;
    const calls = (message?.tool_calls ?? []).map((call) => ({
      tool: call.function.name,
      arguments: parseArguments(call.function.arguments),
    }));
    return { calls, text: message?.content ?? '' };
  };
}

/** Models write arguments as text, which need not be JSON. */
function parseArguments(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function bodyOf({ surface, request }: Question): object {
  const earlier = request.before.flatMap((call, index) => [
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        {
          id: `call_${index}`,
          type: 'function',
          function: { name: call.tool, arguments: JSON.stringify(call.arguments) },
        },
      ],
    },
    { role: 'tool', tool_call_id: `call_${index}`, content: JSON.stringify(call.result) },
  ]);
  const opening = earlier.length === 0 ? [] : [{ role: 'user', content: EARLIER_REQUEST }, ...earlier];
  const tools = surface.tools.map(({ name, description, inputSchema }) => ({
    type: 'function',
    function: { name, description, parameters: inputSchema },
  }));
  const system = { role: 'system', content: surface.instructions };
  return { tools, messages: [system, ...opening, { role: 'user', content: request.request }] };
}
