import type { EvalRequest } from './eval-request.ts';
import { isRight } from './grade.ts';
import type { Surfaces } from './live-surface.ts';
import type { Model } from './model.ts';

/** How a model did with one request. */
export interface Played {
  readonly id: string;
  readonly about: string;
  readonly grade: 'right' | 'wrong' | 'unanswered';
  /** What it did, or why there is no answer. */
  readonly did: string;
}

/** Plays one request after the other, and goes on after one without an answer. */
export async function* play(
  model: Model,
  surfaces: Surfaces,
  requests: readonly EvalRequest[],
): AsyncGenerator<Played> {
  for (const request of requests) yield await playOne(model, surfaces, request);
}

async function playOne(model: Model, surfaces: Surfaces, request: EvalRequest): Promise<Played> {
  const { id, about, right, server } = request;
  try {
    const answer = await model({ surface: surfaces[server], request });
    const did = answer.calls.map((call) => `${call.tool} ${JSON.stringify(call.arguments)}`).join(', ');
    return { id, about, grade: isRight(answer, right) ? 'right' : 'wrong', did: did || 'called nothing' };
  } catch (error) {
    return { id, about, grade: 'unanswered', did: error instanceof Error ? error.message : String(error) };
  }
}
