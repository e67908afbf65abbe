/** The methods of HTTP that Azure Resource Manager knows. */
export type HttpMethod = 'GET' | 'HEAD' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';

/** Headers by their name in lower case. */
export type TransportHeaders = Readonly<Record<string, string>>;

/** One HTTP request as plain data. It can be sent more than once. */
export interface TransportRequest {
  readonly method: HttpMethod;
  /** Absolute. */
  readonly url: string;
  readonly headers: TransportHeaders;
  /** Text, mostly JSON. */
  readonly body?: string | undefined;
  /** How long one try may take until its answer has been read, in milliseconds; `withTimeLimit` ends a longer one. */
  readonly timeoutMs: number;
  /** How long the request may take in all, with its pauses and further tries, in milliseconds; not given: no limit. */
  readonly timeLeftMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One HTTP answer as plain data, read to its end. */
export interface TransportAnswer {
  /** The HTTP status; 0 where the platform hides a redirect, as browsers do. */
  readonly status: number;
  readonly headers: TransportHeaders;
  /** The text of the body, empty when there is none; null when it is longer than 8 MiB, and therefore not kept. */
  readonly body: string | null;
}

/**
 * The port to the network: one request in, one whole answer out. It follows no redirect, and reads the body within the
 * same promise, so that a body which breaks off fails the try. It rejects only when there is no whole answer: with the
 * signal's own reason after an abort, else with a `NetworkError` (or with any other error, which is treated as one).
 * An HTTP error status is an answer, not a rejection.
 */
export type Transport = (request: TransportRequest) => Promise<TransportAnswer>;

/** Wraps a transport into another one, such as one that retries. */
export type Policy = (next: Transport) => Transport;

/** The request with one more header, or another value of it. */
export function withHeader(request: TransportRequest, name: string, value: string): TransportRequest {
  return { ...request, headers: { ...request.headers, [name]: value } };
}
