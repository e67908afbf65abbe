import type { ToolContext } from '../catalogue/tool-context.js';
import { withHeartbeat } from '../catalogue/with-heartbeat.js';
import { ASK_TIMEOUT_MS } from './ask.js';
import type { Confirm } from './create-confirm.js';

/** How long a call may wait for the person; the client is informed, and may give up sooner. */
const CONFIRM_SECONDS = ASK_TIMEOUT_MS / 1_000;

/** Reports progress while a person thinks. */
export function reportConfirming(
  confirm: Confirm,
  context: Pick<ToolContext, 'progress' | 'clock'>,
): Confirm {
  return async (request) => {
    const message = (): string => `waiting until ${request.consent.title} is confirmed`;
    return withHeartbeat({ context, seconds: CONFIRM_SECONDS, message }, () => confirm(request));
  };
}
