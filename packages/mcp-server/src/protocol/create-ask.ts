import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { ElicitResultSchema, ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
import type { Ask } from '../confirm/create-confirm-detach.js';
import { PLAN_LIFETIME_MS } from '../confirm/plan-token.js';
import type { RequestInfo } from './request-info.js';

const CONFIRM_FORM = {
  type: 'object' as const,
  properties: { confirm: { type: 'boolean' as const, title: 'Detach it', default: false } },
  required: ['confirm'],
};

/** Asks with a form of one box. What counts as a yes is decided here, not by the client's validation. */
export function createAsk(server: Server, requestInfo: RequestInfo): Ask {
  const elicitation = server.getClientCapabilities()?.elicitation;
  if (elicitation === undefined || (elicitation.form === undefined && elicitation.url !== undefined))
    return null;
  return async (message, signal) => {
    const request = {
      method: 'elicitation/create' as const,
      params: { message, requestedSchema: CONFIRM_FORM },
    };
    const options = { timeout: PLAN_LIFETIME_MS, signal };
    return requestInfo.sendRequest(request, ElicitResultSchema, options).then(
      ({ action, content }) => (action === 'accept' && content?.['confirm'] === true ? 'yes' : 'no'),
      (error: unknown) => {
        signal.throwIfAborted();
        return error instanceof McpError && error.code === ErrorCode.RequestTimeout ? 'no' : 'unavailable';
      },
    );
  };
}
