import {
  CreateMessageResultSchema,
  type ElicitRequestFormParams,
  ElicitResultSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { FixtureTool, FixtureTools } from './fixture-tool.js';
import { text } from './samples.js';

type Properties = ElicitRequestFormParams['requestedSchema']['properties'];

/** Tools that ask the client something. */
export const askingTools: FixtureTools = {
  test_sampling: {
    description: 'Has the model of the client answer a prompt',
    inputSchema: { type: 'object', properties: { prompt: { type: 'string' } }, required: ['prompt'] },
    run: async ({ prompt }, { sendRequest }) => {
      const messages = [{ role: 'user' as const, content: text(String(prompt)) }];
      const request = { method: 'sampling/createMessage' as const, params: { messages, maxTokens: 100 } };
      const { content } = await sendRequest(request, CreateMessageResultSchema);
      return [text(`LLM response: ${'text' in content ? content.text : content.type}`)];
    },
  },
  test_elicitation: {
    description: 'Asks the person at the client for a name',
    inputSchema: { type: 'object', properties: { message: { type: 'string' } }, required: ['message'] },
    run: async ({ message }, { sendRequest }) => {
      const requestedSchema = {
        type: 'object' as const,
        properties: {
          username: { type: 'string' as const, description: "User's response" },
          email: { type: 'string' as const, description: "User's email address" },
        },
        required: ['username', 'email'],
      };
      const params = { message: String(message), requestedSchema };
      const answer = await sendRequest({ method: 'elicitation/create', params }, ElicitResultSchema);
      return [text(`User response: ${JSON.stringify(answer)}`)];
    },
  },
  test_elicitation_sep1034_defaults: asking({
    name: { type: 'string', default: 'John Doe' },
    age: { type: 'integer', default: 30 },
    score: { type: 'number', default: 95.5 },
    status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
    verified: { type: 'boolean', default: true },
  }),
  test_elicitation_sep1330_enums: asking({
    untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
    titledSingle: { type: 'string', oneOf: titled(['First', 'Second', 'Third'], 'Option') },
    legacyEnum: {
      type: 'string',
      enum: ['opt1', 'opt2', 'opt3'],
      enumNames: ['Option One', 'Option Two', 'Option Three'],
    },
    untitledMulti: { type: 'array', items: { type: 'string', enum: ['option1', 'option2', 'option3'] } },
    titledMulti: { type: 'array', items: { anyOf: titled(['First', 'Second', 'Third'], 'Choice') } },
  }),
};

function titled(ordinals: readonly string[], noun: string) {
  return ordinals.map((ordinal, index) => ({ const: `value${index + 1}`, title: `${ordinal} ${noun}` }));
}

function asking(properties: Properties): FixtureTool {
  return {
    description: 'Asks the person at the client to fill in a form',
    run: async (_args, { sendRequest }) => {
      const params = { message: 'Please fill in', requestedSchema: { type: 'object' as const, properties } };
      const { action, content } = await sendRequest(
        { method: 'elicitation/create', params },
        ElicitResultSchema,
      );
      return [text(`Elicitation completed: action=${action}, content=${JSON.stringify(content ?? {})}`)];
    },
  };
}
