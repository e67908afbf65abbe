import type { ComputeResources } from '../resources/compute-resources.js';
import { answerRequest } from './answer-request.js';
import type { AnswersTo } from './answers.js';
import { RPC_CODES, RpcError } from './rpc-error.js';
import type { SessionDependencies } from './session-dependencies.js';

type ResourceMethod = 'resources/list' | 'resources/templates/list' | 'resources/read';

/** Answers the requests about resources that need no session. */
export function answerResources(
  resources: ComputeResources,
  dependencies: SessionDependencies,
): AnswersTo<ResourceMethod> {
  return {
    'resources/templates/list': async () => ({ resourceTemplates: [resources.template] }),
    'resources/list': ({ cursor }, peer) =>
      answerRequest({ method: 'resources/list', dependencies, peer }, async (limits) => ({
        ...(await resources.list(cursor, limits)),
      })),
    'resources/read': ({ uri }, peer) =>
      answerRequest({ method: 'resources/read', dependencies, peer }, async (limits) => ({
        contents: [await resources.read(uri, limits)],
      })).catch((error: unknown) => {
        throw namingResource(error, uri);
      }),
  };
}

/** A refused read says which resource it was, for programs. */
function namingResource(error: unknown, uri: string): unknown {
  if (!(error instanceof RpcError) || error.code === RPC_CODES.internal) return error;
  return new RpcError(error.code, error.message, { ...Object(error.data), uri });
}
