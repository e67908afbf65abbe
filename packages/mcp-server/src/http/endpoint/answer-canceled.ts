import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { McpServer } from '../../eras/legacy/create-mcp-server.js';

/** The Language Server Protocol's code for it; JSON-RPC and MCP have none. */
const CANCELED = -32_800;

/**
 * Answers canceled calls, too, whose clients ignore it: over HTTP nothing but an answer ends a stream for good. From
 * one that is only closed, a client would resume.
 */
export function answerCanceled(server: McpServer, transport: Transport): void {
  server.onCanceled((id) => {
    const error = { code: CANCELED, message: 'The call was canceled' };
    transport.send({ jsonrpc: '2.0', id, error }).catch(() => {});
  });
}
