import * as z from 'zod';
import type { Method, MethodParams } from '../../protocol/answers.js';
import { RPC_CODES, RpcError } from '../../protocol/rpc-error.js';

const list = z.object({ cursor: z.string().optional() });
const texts = z.record(z.string(), z.string());

/** The parameters of each method; what is not in here is ignored. */
const PARAMS: { readonly [M in Method]: z.ZodType<MethodParams[M]> } = {
  'tools/list': list,
  'tools/call': z.object({ name: z.string(), arguments: z.record(z.string(), z.unknown()).optional() }),
  'resources/list': list,
  'resources/templates/list': list,
  'resources/read': z.object({ uri: z.string() }),
  'prompts/list': list,
  'prompts/get': z.object({ name: z.string(), arguments: texts.optional() }),
  'completion/complete': z.object({
    ref: z.discriminatedUnion('type', [
      z.object({ type: z.literal('ref/prompt'), name: z.string() }),
      z.object({ type: z.literal('ref/resource'), uri: z.string() }),
    ]),
    argument: z.object({ name: z.string(), value: z.string() }),
    context: z.object({ arguments: texts.optional() }).optional(),
  }),
};

/** @throws RpcError `invalidParams` that names each parameter which is wrong. */
export function parseParams<M extends Method>(method: M, params: unknown): MethodParams[M] {
  const parsed = PARAMS[method].safeParse(params);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'params'}: ${message}`);
  throw new RpcError(RPC_CODES.invalidParams, `Invalid parameters of ${method}: ${wrong.join('; ')}`);
}
