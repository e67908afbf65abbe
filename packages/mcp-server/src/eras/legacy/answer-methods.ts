import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import * as z from 'zod';
import { type Answers, type AnswersTo, METHODS, type Method } from '../../protocol/answers.js';
import { parseParams } from '../../protocol/method-params.js';
import { peerOf } from './peer-of.js';
import type { RequestInfo } from './request-info.js';
import type { RunningCalls } from './running-calls.js';
import { throwMcpError } from './throw-mcp-error.js';

/** Lets the SDK's server give the answers. */
export function answerMethods(server: Server, answers: Answers, calls: RunningCalls): void {
  for (const method of METHODS) answerMethod(server, method, { answers, calls });
}

interface Answering<M extends Method> {
  readonly answers: Partial<AnswersTo<M>>;
  readonly calls: RunningCalls;
}

/**
 * The shape of the parameters is checked as in the modern era: the SDK's own schemas would answer a mistake with an
 * internal error that holds the whole report of zod.
 */
function answerMethod<M extends Method>(server: Server, method: M, { answers, calls }: Answering<M>): void {
  const answer = answers[method];
  if (answer === undefined) return;
  const schema = z.looseObject({
    method: z.literal(method),
    params: z
      .unknown()
      .optional()
      .transform((params) => parseParams(method, params)),
  });
  server.setRequestHandler(schema, async ({ params }, requestInfo: RequestInfo) => {
    const work = calls.run(requestInfo, (info) => answer(params, peerOf(server, info)));
    return { ...(await work.catch(throwMcpError)) };
  });
}
