/** What a refusal says beside its status and message. */
export interface HttpRefusalDetails {
  /** JSON-RPC error code; by default one of those that are left to servers. */
  readonly code?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const SERVER_ERROR = -32_000;

/** Turns an HTTP request down; the app answers it with a JSON-RPC error that has this status. */
export class HttpRefusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    { code = SERVER_ERROR, headers = {} }: HttpRefusalDetails = {},
  ) {
    super(message);
    this.name = 'HttpRefusal';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}
