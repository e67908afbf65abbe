import type { Clock, Policy, TransportAnswer } from '@azureml-kubernetes/core';
import { serviceWord } from '../present/service-word.js';
import type { Log } from './log.js';
import { noteSent } from './sent-writes.js';
import type { Tracing } from './tracing.js';

interface Observers {
  readonly log: Log;
  readonly clock: Clock;
  readonly tracing: Tracing;
}

/** Sees every request to Azure: a span and a debug line for each, and the ids of writes for the audit log. */
export function observeRequests({ log, clock, tracing }: Observers): Policy {
  return (next) => (request) => {
    const { method } = request;
    const facts = { 'http.request.method': method, 'server.address': new URL(request.url).hostname };
    return tracing.span({ kind: 'client', name: method, facts }, async (span) => {
      const startedAt = clock.monotonic();
      const sent = noteSent(method);
      const answer = await next(request);
      const seen = { method, status: answer.status, request_id: requestIdOf(answer) };
      Object.assign(sent, seen);
      span.add({ 'http.response.status_code': seen.status });
      if (seen.status >= 400) span.fail(String(seen.status));
      log('debug', 'azure-request', { ...seen, ms: Math.round(clock.monotonic() - startedAt) });
      return answer;
    });
  };
}

function requestIdOf({ headers }: TransportAnswer): string | null {
  const id = headers['x-ms-request-id'] ?? headers['x-ms-correlation-request-id'] ?? null;
  return serviceWord(id, 'requestId');
}
