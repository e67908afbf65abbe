import * as z from 'zod';
import { describeIssue } from '../catalogue/describe-issue.js';
import type { Method, MethodParams } from './answers.js';
import { callArguments } from './call-arguments.js';
import { RPC_CODES, RpcError } from './rpc-error.js';

/** A member that need not be there; some clients write null for it. */
const optional = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? undefined);

const cursor = optional(z.string());
const list = z.object({ cursor });
const texts = optional(z.record(z.string(), z.string()));

/** The parameters of each method; what is not in here is ignored. */
const PARAMS: { readonly [M in Method]: z.ZodType<MethodParams[M]> } = {
  'tools/list': list,
  'tools/call': z.object({ name: z.string(), arguments: z.unknown().optional().transform(callArguments) }),
  'resources/list': list,
  'resources/templates/list': list,
  'resources/read': z.object({ uri: z.string() }),
  'prompts/list': list,
  'prompts/get': z.object({ name: z.string(), arguments: texts }),
  'completion/complete': z.object({
    ref: z.discriminatedUnion('type', [
      z.object({ type: z.literal('ref/prompt'), name: z.string() }),
      z.object({ type: z.literal('ref/resource'), uri: z.string() }),
    ]),
    argument: z.object({ name: z.string(), value: z.string() }),
    context: optional(z.object({ arguments: texts })),
  }),
};

/** @throws RpcError `invalidParams` that names each parameter which is wrong. */
export function parseParams<M extends Method>(method: M, params: unknown): MethodParams[M] {
  const parsed = PARAMS[method].safeParse(params ?? {});
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => describeIssue(issue, 'params'));
  throw new RpcError(RPC_CODES.invalidParams, `Invalid parameters of ${method}: ${wrong.join('; ')}`);
}
