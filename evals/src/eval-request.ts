import { readFileSync } from 'node:fs';
import * as z from 'zod';

const values = z.record(z.string(), z.json());

const rightCall = z.strictObject({
  call: z.string(),
  arguments: values,
  /** Arguments that may be there or not, with any value. */
  may: z.array(z.string()).default([]),
});

/** No call: an answer from what is known, a question back, or a refusal. Which of them, only a reader can tell. */
const rightReply = z.strictObject({ reply: z.enum(['answer', 'ask', 'decline']) });

const evalRequest = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  about: z.string(),
  request: z.string().min(1),
  /** `free`: the server is tied to no workspace, so that each call names its own. */
  server: z.enum(['pinned', 'free']).default('pinned'),
  /** Calls of the conversation so far, with their results. */
  before: z.array(z.strictObject({ tool: z.string(), arguments: values, result: values })).default([]),
  /** Each of these is right. */
  right: z.array(z.union([rightCall, rightReply])).min(1),
  why: z.string().optional(),
});

/** A request in plain words, and what a model should do with it. */
export type EvalRequest = z.infer<typeof evalRequest>;
export type Right = EvalRequest['right'][number];
export type RightCall = z.infer<typeof rightCall>;

const evalFile = z.strictObject({
  names: z.record(z.string(), z.string()),
  requests: z.array(z.json()),
});

function readFile(): z.infer<typeof evalFile> {
  const text = readFileSync(new URL('../requests.json', import.meta.url), 'utf8');
  return evalFile.parse(JSON.parse(text));
}

/** The long names of `requests.json`. */
export function loadNames(): Readonly<Record<string, string>> {
  return readFile().names;
}

/** The requests of `requests.json`, with the long names put in for `{name}`. */
export function loadRequests(): EvalRequest[] {
  const { names, requests } = readFile();
  const full = Object.entries(names).reduce(
    (written, [name, value]) => written.replaceAll(`{${name}}`, value),
    JSON.stringify(requests),
  );
  return z.array(evalRequest).parse(JSON.parse(full));
}
