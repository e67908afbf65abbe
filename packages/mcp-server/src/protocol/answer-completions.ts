import { completeUriVariable } from '../completion/complete-uri-variable.js';
import { Completer, type Completion } from '../completion/completer.js';
import type { Prompt } from '../prompts/define-prompt.js';
import type { CallLimits } from '../runtime/call-limits.js';
import { answerRequest } from './answer-request.js';
import type { AnswersTo, CompletionParams } from './answers.js';
import type { SessionDependencies } from './session-dependencies.js';

/** Answers `completion/complete` for the arguments of prompts and the variables of the resource template. */
export function answerCompletions(
  prompts: readonly Prompt[],
  dependencies: SessionDependencies,
): AnswersTo<'completion/complete'> {
  const completer = new Completer(dependencies.workspaces, dependencies.clock);
  return {
    'completion/complete': (params, peer) =>
      answerRequest({ method: 'completion/complete', dependencies, peer }, async (limits) => ({
        completion: await complete(params, { prompts, completer, limits }),
      })),
  };
}

interface Completing {
  readonly prompts: readonly Prompt[];
  readonly completer: Completer;
  readonly limits: CallLimits;
}

async function complete(
  { ref, argument, context }: CompletionParams,
  { prompts, completer, limits }: Completing,
): Promise<Completion> {
  const { name: variable, value: typed } = argument;
  const given = context?.arguments ?? {};
  if (ref.type === 'ref/resource')
    return completeUriVariable({ variable, typed, given, ...limits }, completer);
  const prompt = prompts.find(({ name }) => name === ref.name);
  const kind = prompt?.completes(variable);
  if (kind === undefined) return { values: [], total: 0, hasMore: false };
  return completer.complete({ kind, typed, workspace: given['workspace'], ...limits });
}
