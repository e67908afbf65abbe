import { InputNeeded } from '../confirm/input-needed.js';
import type { LogFacts } from '../observability/log.js';
import type { Peer } from './peer.js';
import type { SessionDependencies } from './session-dependencies.js';

/** A request of a client. */
export interface ObservedRequest {
  readonly method: string;
  /** The tool that it calls. */
  readonly tool?: string;
  readonly dependencies: SessionDependencies;
  readonly peer: Peer;
}

/** What a request came to, where that is neither success nor a throw. */
export type NoteOutcome = (code: string, facts?: LogFacts) => void;

/** Runs the work for one request within a span, and logs what it came to. */
export async function observeRequest<T>(
  { method, tool, dependencies, peer }: ObservedRequest,
  work: (note: NoteOutcome) => Promise<T>,
): Promise<T> {
  const { log, clock, tracing, principal } = dependencies;
  const startedAt = clock.monotonic();
  const facts = { method, ...(tool === undefined ? {} : { tool }) };
  const span = {
    kind: 'server' as const,
    name: tool === undefined ? method : `${method} ${tool}`,
    facts: { 'mcp.method.name': method, ...(tool === undefined ? {} : { 'gen_ai.tool.name': tool }) },
    meta: peer.meta,
  };
  return tracing.span(span, async ({ fail }) => {
    let outcome: LogFacts = { outcome: 'ok' };
    try {
      return await work((code, more = {}) => {
        outcome = { outcome: code, ...more };
        fail(code);
      });
    } catch (error) {
      outcome = { outcome: outcomeOf(error, peer) };
      throw error;
    } finally {
      log('info', 'request', {
        ...facts,
        principal,
        ...outcome,
        ms: Math.round(clock.monotonic() - startedAt),
      });
    }
  });
}

function outcomeOf(error: unknown, { signal }: Peer): string {
  if (signal.aborted) return 'canceled';
  return error instanceof InputNeeded ? 'input-required' : 'refused';
}
