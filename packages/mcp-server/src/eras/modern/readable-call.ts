import * as z from 'zod';
import { callArguments } from '../../protocol/call-arguments.js';
import { RpcError } from '../../protocol/rpc-error.js';

const callShape = z.looseObject({
  id: z.union([z.string(), z.int()]),
  method: z.literal('tools/call'),
  params: z.looseObject({ arguments: z.unknown() }),
});

/** A message that the SDK may see, or the answer that it gets at once. */
export type ReadableCall<T> =
  | { readonly kind: 'message'; readonly message: T }
  | { readonly kind: 'refused'; readonly answer: object };

/**
 * Reads the arguments of a tool call before the SDK does, which would refuse null and JSON text with a report of its
 * schema. Any other message is given back as it is.
 */
export function readableCall<T>(message: T): ReadableCall<T> {
  const call = callShape.safeParse(message);
  if (!call.success || call.data.params.arguments === undefined) return { kind: 'message', message };
  const { id, params } = call.data;
  try {
    const read = callArguments(params.arguments);
    return { kind: 'message', message: { ...message, params: { ...params, arguments: read } } };
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    const { code, message: text } = error;
    return { kind: 'refused', answer: { jsonrpc: '2.0', id, error: { code, message: text } } };
  }
}
