import { Server } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { InputNeeded } from '../../confirm/input-needed.js';
import { type AnswersTo, METHODS, type Method } from '../../protocol/answers.js';
import { parseParams } from '../../protocol/method-params.js';
import type { Session } from '../../protocol/open-session.js';
import type { RunningWork } from '../../runtime/running-work.js';
import { CACHE_HINTS } from '../cache-hint.js';
import { peerOf } from './peer-of.js';

/** Any parameters: what they hold is checked by `parseParams`, whose errors name what is wrong. */
const anyParams = z.looseObject({});

/** The SDK's server for one request over HTTP, or for one connection over stdio. */
export function createServer({ description, answers }: Session, running: RunningWork): Server {
  const { info, capabilities, instructions } = description;
  const server = new Server(info, {
    capabilities,
    instructions,
    cacheHints: CACHE_HINTS,
    // The other era has a leg of its own.
    inputRequired: { legacyShim: false },
  });
  for (const method of METHODS) answerMethod(server, method, { answers, running });
  return server;
}

interface Answering<M extends Method> {
  readonly answers: Partial<AnswersTo<M>>;
  /** What is at work. */
  readonly running: RunningWork;
}

function answerMethod<M extends Method>(server: Server, method: M, { answers, running }: Answering<M>): void {
  const answer = answers[method];
  if (answer === undefined) return;
  server.setRequestHandler(method, { params: anyParams }, async (given, context) => {
    try {
      const work = answer(parseParams(method, given), peerOf(context));
      return { ...(await running.track(work)) };
    } catch (error) {
      if (error instanceof InputNeeded) return { ...error.result };
      throw error;
    }
  });
}
