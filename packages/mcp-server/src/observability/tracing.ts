/** What a span may hold: names of ours and of the protocol, and numbers; no argument, no id of a user's, no text of others. */
export type SpanFacts = Readonly<Record<string, string | number>>;

/** One span at work. */
export interface Span {
  add(facts: SpanFacts): void;
  /** Marks it as failed, with the code of an error. */
  fail(code: string): void;
}

/** What a span is about. */
export interface SpanOptions {
  /** `server` for a request of an MCP client, `client` for a request to Azure. */
  readonly kind: 'server' | 'client';
  readonly name: string;
  readonly facts: SpanFacts;
  /** The `_meta` of a request: the trace that it names is continued. */
  readonly meta?: Readonly<Record<string, unknown>> | undefined;
}

/** Spans as a capability. */
export interface Tracing {
  /** Runs work within a span of its own; a throw marks it as failed. */
  span<T>(options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T>;
  /** Sends what has been collected. */
  close(): Promise<void>;
}

const NO_SPAN: Span = { add: () => {}, fail: () => {} };

/** Where no traces are wanted. */
export const noTracing: Tracing = {
  span: (_options, work) => work(NO_SPAN),
  close: async () => {},
};
