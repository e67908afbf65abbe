import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import type { Prompt } from '../prompts/define-prompt.js';
import { answerRequest } from './answer-request.js';
import type { RunningCalls } from './running-calls.js';
import type { SessionDependencies } from './session-dependencies.js';

/** Answers `prompts/list` and `prompts/get`. */
export function servePrompts(
  server: Server,
  prompts: readonly Prompt[],
  { dependencies, calls }: { readonly dependencies: SessionDependencies; readonly calls: RunningCalls },
): void {
  const { workspaces } = dependencies;
  server.setRequestHandler(ListPromptsRequestSchema, () => ({
    prompts: prompts.map((prompt) => prompt.list(workspaces)),
  }));
  server.setRequestHandler(GetPromptRequestSchema, ({ method, params }, requestInfo) =>
    answerRequest({ method, dependencies, calls, requestInfo }, async () => {
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
