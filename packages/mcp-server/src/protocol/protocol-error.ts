import type { Log } from '../observability/log.js';
import type { PresentedError } from '../present/present-error.js';
import { presentFailure } from './present-failure.js';
import { RPC_CODES, RpcError } from './rpc-error.js';

/** An error of a request that is no tool call: what a refused tool call gives, as the data of a JSON-RPC error. */
export function protocolError(error: unknown, log: Log): RpcError {
  if (error instanceof RpcError) return error;
  const presented = presentFailure(error, log);
  const { message, hint } = presented;
  return new RpcError(codeOf(presented), `${message}. ${hint}`, presented);
}

function codeOf({ code }: PresentedError): number {
  switch (code) {
    case 'not-found':
      return RPC_CODES.resourceNotFound;
    case 'invalid-input':
      return RPC_CODES.invalidParams;
    default:
      return RPC_CODES.internal;
  }
}
