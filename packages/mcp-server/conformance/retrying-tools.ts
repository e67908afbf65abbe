import { createConfirmParts } from '../src/confirm/confirm-parts.js';
import { InputNeeded, type InputRequired } from '../src/confirm/input-needed.js';
import type { Peer, Retry } from '../src/protocol/peer.js';
import { RPC_CODES, RpcError } from '../src/protocol/rpc-error.js';

type Requests = InputRequired['inputRequests'];

/** One thing after another that a call asks for, and what it says in the end. */
interface RetryingCall {
  readonly rounds: readonly Requests[];
  done(responses: Readonly<Record<string, unknown>>): string;
}

const ask = (message: string, member: string, type = 'string') => ({
  method: 'elicitation/create',
  params: {
    mode: 'form',
    message,
    requestedSchema: { type: 'object', properties: { [member]: { type } }, required: [member] },
  },
});
const sample = (text: string, maxTokens: number) => ({
  method: 'sampling/createMessage',
  params: { messages: [{ role: 'user', content: { type: 'text', text } }], maxTokens },
});
const roots = { method: 'roots/list', params: {} };
const ok = { confirm: ask('Please confirm', 'ok', 'boolean') };

/** Calls of the modern era that need something of the client, by name. */
const CALLS: Readonly<Record<string, RetryingCall>> = {
  test_input_required_result_elicitation: {
    rounds: [{ user_name: ask('What is your name?', 'name') }],
    done: ({ user_name }) => `Hello, ${contentOf(user_name, 'name')}!`,
  },
  test_input_required_result_sampling: {
    rounds: [{ capital_question: sample('What is the capital of France?', 100) }],
    done: ({ capital_question }) => JSON.stringify(capital_question),
  },
  test_input_required_result_list_roots: {
    rounds: [{ client_roots: roots }],
    done: ({ client_roots }) => JSON.stringify(client_roots),
  },
  test_input_required_result_request_state: { rounds: [ok], done: () => 'state-ok' },
  test_input_required_result_tampered_state: { rounds: [ok], done: () => 'state-ok' },
  test_input_required_result_multiple_inputs: {
    rounds: [
      {
        user_name: ask('What is your name?', 'name'),
        greeting: sample('Generate a greeting', 50),
        client_roots: roots,
      },
    ],
    done: (responses) => JSON.stringify(responses),
  },
  test_input_required_result_multi_round: {
    rounds: [
      { step1: ask('Step 1: What is your name?', 'name') },
      { step2: ask('Step 2: What is your favorite color?', 'color') },
    ],
    done: () => 'both steps are done',
  },
  test_input_required_result_prompt: {
    rounds: [{ user_context: ask('What context should the prompt use?', 'context') }],
    done: ({ user_context }) => `The context is ${contentOf(user_context, 'context')}`,
  },
  test_streaming_elicitation: {
    rounds: [{ user_name: ask('What is your name?', 'name') }],
    done: () => 'done',
  },
};

/** The names of those that are tools. */
export const retryingTools: readonly string[] = [
  ...Object.keys(CALLS).filter((name) => name !== 'test_input_required_result_prompt'),
  'test_input_required_result_capabilities',
];

const { states } = createConfirmParts({ mode: 'auto', secrets: null, now: () => Date.now() });

/** What a call says once all that it asked for has come; null for a name that asks for nothing. */
export function callWithRetries(method: string, name: string, { asking }: Peer): string | null {
  if (asking.kind !== 'by-retry') return null;
  const call = name === 'test_input_required_result_capabilities' ? declaredOnly(asking) : CALLS[name];
  if (call === undefined) return null;
  const about = { principal: 'suite', method, name, arguments: {} };
  const read = asking.state === undefined ? null : states.read(asking.state, about);
  if (asking.state !== undefined && read === null)
    throw new RpcError(RPC_CODES.invalidParams, 'Invalid or expired requestState');
  const responses = asking.responses ?? {};
  const before = Number(read?.subject ?? 0);
  const answered = isAnswered(call.rounds[before] ?? {}, responses);
  const round = answered ? before + 1 : before;
  const inputRequests = call.rounds[round];
  if (inputRequests === undefined) return call.done(responses);
  throw new InputNeeded({
    inputRequests,
    requestState: states.issue(about, { subject: String(round), changes: [] }),
  });
}

function declaredOnly({ canAsk }: Retry): RetryingCall {
  const request = canAsk ? ask('What is your name?', 'name') : sample('What is the capital of France?', 100);
  return { rounds: [{ one: request }], done: () => 'done' };
}

/** Whether each request has an answer of the form that it asked for. */
function isAnswered(requests: Requests, responses: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(requests).every(([key, { method, params }]) => {
    const response = responses[key];
    if (typeof response !== 'object' || response === null) return false;
    if (method !== 'elicitation/create') return true;
    const required: unknown = Reflect.get(Object(Reflect.get(params, 'requestedSchema')), 'required');
    return Array.isArray(required) && required.every((member) => contentOf(response, member) !== undefined);
  });
}

function contentOf(response: unknown, member: string): unknown {
  return Reflect.get(Object(Reflect.get(Object(response), 'content')), member);
}
