import type { Peer } from './peer.js';

/** Answers one method: parameters whose shape is checked go in, the result comes out. Knows no SDK. */
export type Answer<Params> = (params: Params, peer: Peer) => Promise<object>;

/** The parameters of each method that both eras have, as the protocol writes them. */
export interface MethodParams {
  readonly 'tools/list': ListParams;
  readonly 'tools/call': ToolCallParams;
  readonly 'resources/list': ListParams;
  readonly 'resources/templates/list': ListParams;
  readonly 'resources/read': ResourceParams;
  readonly 'prompts/list': ListParams;
  readonly 'prompts/get': PromptParams;
  readonly 'completion/complete': CompletionParams;
}

/** A method that both eras have. */
export type Method = keyof MethodParams;

/** Every method that both eras have. */
export const METHODS: readonly Method[] = [
  'tools/list',
  'tools/call',
  'resources/list',
  'resources/templates/list',
  'resources/read',
  'prompts/list',
  'prompts/get',
  'completion/complete',
];

/** Answers some methods. */
export type AnswersTo<Methods extends Method> = { readonly [M in Methods]: Answer<MethodParams[M]> };

/** What a caller can ask for: methods that are not offered have no answer. */
export type Answers = AnswersTo<'tools/list' | 'tools/call'> & Partial<AnswersTo<Method>>;

/** Lists that come in pages. */
export interface ListParams {
  readonly cursor?: string | undefined;
}

/** A call of one tool. */
export interface ToolCallParams {
  readonly name: string;
  readonly arguments?: Readonly<Record<string, unknown>> | undefined;
}

/** A resource by its URI. */
export interface ResourceParams {
  readonly uri: string;
}

/** A prompt with its arguments. */
export interface PromptParams {
  readonly name: string;
  readonly arguments?: Readonly<Record<string, string>> | undefined;
}

/** What is typed so far, and for which argument of a prompt or variable of a template. */
export interface CompletionParams {
  readonly ref:
    | { readonly type: 'ref/prompt'; readonly name: string }
    | { readonly type: 'ref/resource'; readonly uri: string };
  readonly argument: { readonly name: string; readonly value: string };
  readonly context?: { readonly arguments?: Readonly<Record<string, string>> | undefined } | undefined;
}
