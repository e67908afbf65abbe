/** Codes of JSON-RPC and of MCP that the answers use. */
export const RPC_CODES = {
  invalidRequest: -32_600,
  invalidParams: -32_602,
  internal: -32_603,
  /** MCP's own code for a resource that is not there; the modern leg sends `invalidParams` in its place. */
  resourceNotFound: -32_002,
} as const;

/** An error of the protocol. Each leg turns it into what its SDK sends. */
export class RpcError extends Error {
  readonly code: number;
  /** What the error holds for programs; undefined for nothing. */
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.name = 'RpcError';
    this.code = code;
    this.data = data;
  }
}
