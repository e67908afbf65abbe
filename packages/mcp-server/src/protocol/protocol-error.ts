import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
import type { Log } from '../observability/log.js';
import type { PresentedError } from '../present/present-error.js';
import { presentFailure } from './present-failure.js';

/** MCP's own code for a resource that is not there. */
const RESOURCE_NOT_FOUND = -32002;

/** An error of a request that is no tool call: what a refused tool call gives, as the data of a JSON-RPC error. */
export function protocolError(error: unknown, log: Log): McpError {
  if (error instanceof McpError) return error;
  const presented = presentFailure(error, log);
  const { message, hint } = presented;
  return new McpError(codeOf(presented), `${message}. ${hint}`, presented);
}

function codeOf({ code }: PresentedError): number {
  switch (code) {
    case 'not-found':
      return RESOURCE_NOT_FOUND;
    case 'invalid-input':
      return ErrorCode.InvalidParams;
    default:
      return ErrorCode.InternalError;
  }
}
