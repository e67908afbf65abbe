/** The revision that the modern leg speaks. */
export const MODERN = '2026-07-28';

/** What every modern request says of its client. */
function envelope(capabilities: object = {}) {
  return {
    'io.modelcontextprotocol/protocolVersion': MODERN,
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '0' },
    'io.modelcontextprotocol/clientCapabilities': capabilities,
  };
}

/** Members of a request beside its method. */
export interface ModernRequest {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly id?: number | string;
  readonly capabilities?: object;
}

/** A JSON-RPC request of the modern era. */
export function modernRequest(method: string, { params = {}, id = 1, capabilities }: ModernRequest = {}) {
  return { jsonrpc: '2.0', id, method, params: { ...params, _meta: envelope(capabilities) } };
}

/** The headers that go with a request: its method, and the name of what it is about. */
export function modernHeaders({ method, params }: ReturnType<typeof modernRequest>) {
  const given: Readonly<Record<string, unknown>> = params;
  const name = given['name'] ?? given['uri'];
  return {
    'mcp-protocol-version': MODERN,
    'mcp-method': method,
    ...(typeof name === 'string' ? { 'mcp-name': name } : {}),
  };
}
