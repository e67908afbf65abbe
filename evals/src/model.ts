import type { EvalRequest } from './eval-request.ts';
import type { Surface } from './live-surface.ts';

/** What a model is asked: a conversation so far, and what it can call. */
export interface Question {
  readonly surface: Surface;
  readonly request: EvalRequest;
}

export interface ModelCall {
  readonly tool: string;
  readonly arguments: unknown;
}

/** Its first turn. */
export interface ModelAnswer {
  readonly calls: readonly ModelCall[];
  readonly text: string;
}

/** A model behind some API. Throws an Error without the key where it gave no answer. */
export type Model = (question: Question) => Promise<ModelAnswer>;

/** The words of a conversation before the request, where there was one. */
export const EARLIER_REQUEST = 'Please help me with the computes of my workspace.';
