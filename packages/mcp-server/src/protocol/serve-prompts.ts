import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import type { Prompt } from '../prompts/define-prompt.js';
import { answer } from './answer.js';
import type { Calls } from './calls.js';
import type { ServerParts } from './server-parts.js';

/** Answers `prompts/list` and `prompts/get`. */
export function servePrompts(
  server: Server,
  prompts: readonly Prompt[],
  { parts, calls }: { readonly parts: ServerParts; readonly calls: Calls },
): void {
  const { workspaces } = parts;
  server.setRequestHandler(ListPromptsRequestSchema, () => ({
    prompts: prompts.map((prompt) => prompt.list(workspaces)),
  }));
  server.setRequestHandler(GetPromptRequestSchema, ({ method, params }, extra) =>
    answer({ method, parts, calls, extra }, async () => {
      const prompt = findPrompt(params.name, prompts);
      const text = prompt.render(params.arguments ?? {}, workspaces);
      const message = { role: 'user' as const, content: { type: 'text' as const, text } };
      return { description: prompt.description, messages: [message] };
    }),
  );
}

function findPrompt(name: string, prompts: readonly Prompt[]): Prompt {
  const found = prompts.find((prompt) => prompt.name === name);
  if (found !== undefined) return found;
  const known = prompts.map((prompt) => prompt.name).join(', ');
  throw new McpError(ErrorCode.InvalidParams, `There is no prompt ${name.slice(0, 64)}; there are ${known}`);
}
