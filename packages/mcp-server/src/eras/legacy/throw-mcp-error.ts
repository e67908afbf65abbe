import { McpError } from '@modelcontextprotocol/sdk/types.js';
import { RpcError } from '../../protocol/rpc-error.js';

/** Throws an error again, in the class that the SDK sends with its code and data. */
export function throwMcpError(error: unknown): never {
  throw error instanceof RpcError ? new McpError(error.code, error.message, error.data) : error;
}
