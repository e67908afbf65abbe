import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { type CompleteRequest, CompleteRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { completeUriVariable } from '../completion/complete-uri-variable.js';
import { Completer, type Completion } from '../completion/completer.js';
import type { Prompt } from '../prompts/define-prompt.js';
import { answerRequest } from './answer-request.js';
import type { RunningCalls } from './running-calls.js';
import type { SessionDependencies } from './session-dependencies.js';

/** Answers `completion/complete` for the arguments of prompts and the variables of the resource template. */
export function serveCompletions(
  server: Server,
  prompts: readonly Prompt[],
  { dependencies, calls }: { readonly dependencies: SessionDependencies; readonly calls: RunningCalls },
): void {
  const completer = new Completer(dependencies.workspaces, dependencies.clock);
  server.setRequestHandler(CompleteRequestSchema, ({ method, params }, requestInfo) =>
    answerRequest({ method, dependencies, calls, requestInfo }, async (signal) => ({
      completion: await complete(params, { prompts, completer, signal }),
    })),
  );
}

interface Completing {
  readonly prompts: readonly Prompt[];
  readonly completer: Completer;
  readonly signal: AbortSignal;
}

async function complete(
  { ref, argument, context }: CompleteRequest['params'],
  { prompts, completer, signal }: Completing,
): Promise<Completion> {
  const { name: variable, value: typed } = argument;
  const given = context?.arguments ?? {};
  if (ref.type === 'ref/resource') return completeUriVariable({ variable, typed, given, signal }, completer);
  const prompt = prompts.find(({ name }) => name === ref.name);
  const kind = prompt?.completes(variable);
  if (kind === undefined) return { values: [], total: 0, hasMore: false };
  return completer.complete({ kind, typed, workspace: given['workspace'], signal });
}
