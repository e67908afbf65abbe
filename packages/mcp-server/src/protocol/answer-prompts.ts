import type { Prompt } from '../prompts/define-prompt.js';
import { answerRequest } from './answer-request.js';
import type { AnswersTo } from './answers.js';
import { RPC_CODES, RpcError } from './rpc-error.js';
import type { SessionDependencies } from './session-dependencies.js';

/** Answers `prompts/list` and `prompts/get`. */
export function answerPrompts(
  prompts: readonly Prompt[],
  dependencies: SessionDependencies,
): AnswersTo<'prompts/list' | 'prompts/get'> {
  const { workspaces, tools } = dependencies;
  return {
    'prompts/list': async () => ({ prompts: prompts.map((prompt) => prompt.list(workspaces)) }),
    'prompts/get': (params, peer) =>
      answerRequest({ method: 'prompts/get', dependencies, peer }, async () => {
        const prompt = findPrompt(params.name, prompts);
        const text = prompt.render(params.arguments ?? {}, { pinned: workspaces.pinned, tools });
        const message = { role: 'user' as const, content: { type: 'text' as const, text } };
        return { description: prompt.description, messages: [message] };
      }),
  };
}

function findPrompt(name: string, prompts: readonly Prompt[]): Prompt {
  const found = prompts.find((prompt) => prompt.name === name);
  if (found !== undefined) return found;
  const known = prompts.map((prompt) => prompt.name).join(', ');
  const message = `There is no prompt ${name.slice(0, 64)}; there are ${known}`;
  throw new RpcError(RPC_CODES.invalidParams, message);
}
