import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  type ElicitResult,
  ElicitResultSchema,
  ErrorCode,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import { ASK_TIMEOUT_MS, type Ask, type Reply } from '../../confirm/ask.js';
import { confirmForm } from '../../confirm/confirm-form.js';
import type { RequestInfo } from './request-info.js';

/** Asks with a form of one box. What counts as a yes is decided here, not by the client's validation. */
export function askByRequest(server: Server, requestInfo: RequestInfo): Ask {
  const elicitation = server.getClientCapabilities()?.elicitation;
  if (elicitation === undefined || (elicitation.form === undefined && elicitation.url !== undefined))
    return null;
  return async (consent, signal) => {
    const params = { message: consent.question, requestedSchema: confirmForm(consent) };
    const options = { timeout: ASK_TIMEOUT_MS, signal };
    return requestInfo
      .sendRequest({ method: 'elicitation/create', params }, ElicitResultSchema, options)
      .then(readReply, (error: unknown) => {
        signal.throwIfAborted();
        return replyOf(error);
      });
  };
}

function readReply({ action, content }: ElicitResult): Reply {
  if (action === 'cancel') return 'unanswered';
  return action === 'accept' && content?.['confirm'] === true ? 'yes' : 'no';
}

/** An answer that cannot be understood is no yes, and no reason to ask in another way either. */
function replyOf(error: unknown): Reply {
  const code = error instanceof McpError ? error.code : null;
  if (code === ErrorCode.RequestTimeout) return 'unanswered';
  return code === ErrorCode.MethodNotFound ? 'unavailable' : 'no';
}
