import { type Agreement, agreementOf, covers } from './agreement.js';
import type { Ask, Reply } from './ask.js';
import { confirmForm } from './confirm-form.js';
import { InputNeeded } from './input-needed.js';
import type { AskingCall, RequestStates } from './request-state.js';

/** The key of the only question that is asked. */
const CONFIRM = 'confirm';

/** What a client has brought with its next try. */
export interface Brought {
  /** What the question was about, from a state that has been verified; null where no state came. */
  readonly agreed: Agreement | null;
  /** Answers by key, as they came. */
  readonly responses: Readonly<Record<string, unknown>> | undefined;
}

/** Asks by ending the call: the client asks the person, and makes the same call again with the answer. */
export function askByRetry(states: RequestStates, call: AskingCall, brought: Brought): NonNullable<Ask> {
  return async (consent) => {
    const wanted = agreementOf(consent);
    const { agreed, responses } = brought;
    const reply = agreed !== null && covers(agreed, wanted) ? readReply(responses?.[CONFIRM]) : null;
    if (reply !== null) return reply;
    const params = { mode: 'form', message: consent.question, requestedSchema: confirmForm(consent) };
    throw new InputNeeded({
      inputRequests: { [CONFIRM]: { method: 'elicitation/create', params } },
      requestState: states.issue(call, wanted),
    });
  };
}

/** Null where nothing came that could be an answer: the question is then asked again. */
function readReply(response: unknown): Reply | null {
  if (typeof response !== 'object' || response === null || !('action' in response)) return null;
  return response.action === 'accept' && isTicked(response) ? 'yes' : 'no';
}

function isTicked(response: object): boolean {
  const content = 'content' in response ? response.content : null;
  return typeof content === 'object' && content !== null && 'confirm' in content && content.confirm === true;
}
