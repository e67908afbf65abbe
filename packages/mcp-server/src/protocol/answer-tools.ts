import type { Tool } from '../catalogue/define-tool.js';
import type { AnswersTo } from './answers.js';
import { callTool } from './call-tool.js';
import { createAsk } from './create-ask.js';
import { RPC_CODES, RpcError } from './rpc-error.js';
import type { SessionDependencies } from './session-dependencies.js';

/** Answers `tools/list` and `tools/call`. */
export function answerTools(dependencies: SessionDependencies): AnswersTo<'tools/list' | 'tools/call'> {
  const { tools, workspaces } = dependencies;
  return {
    'tools/list': async () => ({ tools: tools.map((tool) => tool.list(workspaces)) }),
    'tools/call': async ({ name, arguments: args = {} }, peer) => {
      const tool = tools.find((one) => one.name === name);
      if (tool === undefined) throw unknownTool(name, tools);
      const ask = createAsk({ method: 'tools/call', name, arguments: args }, { dependencies, peer });
      return callTool(tool, args, { dependencies, peer, ask });
    },
  };
}

function unknownTool(name: string, tools: readonly Tool[]): RpcError {
  const known = tools.map((tool) => tool.name).join(', ');
  const message = `There is no tool ${name.slice(0, 64)}; there are ${known}`;
  return new RpcError(RPC_CODES.invalidParams, message);
}
