import * as z from 'zod';
import type { GivenArguments } from '../catalogue/given-arguments.js';
import { RPC_CODES, RpcError } from './rpc-error.js';

const members = z.record(z.string(), z.unknown());

/**
 * The arguments of a tool call as clients send them: an object, nothing at all, or JSON text of either.
 * @throws RpcError `invalidParams` for anything else.
 */
export function callArguments(given: unknown): GivenArguments {
  const parsed = members.safeParse(typeof given === 'string' ? readText(given) : (given ?? {}));
  if (parsed.success) return parsed.data;
  const message = 'arguments must be an object of parameters by name, such as {"name": "gpu"}';
  throw new RpcError(RPC_CODES.invalidParams, message);
}

/** Undefined for text that is not JSON. */
function readText(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return undefined;
  }
}
