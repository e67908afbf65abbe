import type { ConfirmDetach, ToolContext } from '../catalogue/tool-context.js';
import { withHeartbeat } from '../catalogue/with-heartbeat.js';
import { PLAN_LIFETIME_MS } from './plan-token.js';

/** A person may think as long as a plan lives; the client is told, and may give up sooner. */
const CONFIRM_SECONDS = PLAN_LIFETIME_MS / 1_000;

/** Reports progress while a person thinks. */
export function reportConfirming(
  confirm: ConfirmDetach,
  context: Pick<ToolContext, 'progress' | 'clock'>,
): ConfirmDetach {
  return async (request) => {
    const message = (): string => `waiting until the detach of ${request.compute.name} is confirmed`;
    return withHeartbeat({ context, seconds: CONFIRM_SECONDS, message }, () => confirm(request));
  };
}
