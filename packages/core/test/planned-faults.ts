import type { Fault } from '@azureml-kubernetes/testkit';
import type { Fetch } from '../src/index.js';

/** Says to `cutOff` which answer to break. */
const CUT = 'x-cut-off';

/** Ten faults, each of which can strike any request. */
export const FAULTS: Readonly<Record<string, Fault['effect']>> = {
  '429 + Retry-After': {
    kind: 'error',
    status: 429,
    code: 'ResourceRequestsThrottled',
    retryAfterSeconds: 17,
  },
  '500': { kind: 'error', status: 500, code: 'InternalServerError' },
  '503': { kind: 'error', status: 503, code: 'ServerBusy' },
  'reset before': { kind: 'reset', when: 'before' },
  'reset after': { kind: 'reset', when: 'after' },
  'malformed JSON': { kind: 'text', text: '{"id": ', contentType: 'application/json' },
  'HTML page': { kind: 'text', text: '<html>gateway</html>', contentType: 'text/html' },
  'truncated body': { kind: 'set-header', name: CUT, value: 'yes' },
  '401 once': { kind: 'error', status: 401, code: 'ExpiredAuthenticationToken' },
  'slower than the limit': { kind: 'latency', delayMs: 90_000 },
};

/** Gives half of the body of an answer that is marked, and then breaks the connection; the service has acted. */
export function cutOff(fetch: Fetch): Fetch {
  return async (request, init) => {
    const response = await fetch(request, init);
    if (!response.headers.has(CUT)) return response;
    const text = await response.text();
    const start = new TextEncoder().encode(text.slice(0, text.length / 2));
    const chunks = [start].values();
    const body = new ReadableStream({
      pull: (controller) => {
        const { value } = chunks.next();
        if (value === undefined) controller.error(new TypeError('terminated'));
        else controller.enqueue(value);
      },
    });
    return new Response(body, { status: response.status, headers: response.headers });
  };
}
