import * as z from 'zod';

const messageShape = z.looseObject({
  id: z.union([z.string(), z.number(), z.null()]).optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.looseObject({ code: z.number(), message: z.string() }).optional(),
});

/** A message of JSON-RPC, of any kind. */
export type Message = z.infer<typeof messageShape>;

const toolShape = z.looseObject({
  isError: z.boolean().optional(),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
});

/**
 * Reads a message that a server sent.
 * @throws ZodError when it is no message of JSON-RPC
 */
export function parseMessage(text: string): Message {
  return messageShape.parse(JSON.parse(text));
}

/** The structured result of a tool; an empty object where there is none. */
export function structured(message: Message): Record<string, unknown> {
  const result = toolShape.safeParse(message.result);
  return result.success ? (result.data.structuredContent ?? {}) : {};
}

/** A result without what stands under `untrusted`, as text: what a model takes for the server's own words. */
export function ownWords(value: unknown): string {
  return JSON.stringify(value, (key, member) => (key === 'untrusted' ? undefined : member)) ?? '';
}

/** A request that calls a tool. */
export function toolCall(id: number | string, name: string, args: object = {}) {
  return { jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } };
}

/** The revision of the protocol that needs no handshake. */
const MODERN = '2026-07-28';

/** A request of the modern era that calls a tool. */
export function modernCall(id: number | string, name: string, args: object = {}) {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': MODERN,
    'io.modelcontextprotocol/clientInfo': { name: 'attacker', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  return { jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args, _meta } };
}

/** The headers that go with a request of the modern era. */
export function modernHeaders({ method, params }: ReturnType<typeof modernCall>) {
  return { 'mcp-protocol-version': MODERN, 'mcp-method': method, 'mcp-name': params.name };
}

/** The request that opens a session. */
export function initialize(changes: { readonly capabilities?: object; readonly client?: string } = {}) {
  const { capabilities = {}, client = 'attacker' } = changes;
  const params = { protocolVersion: '2025-06-18', capabilities, clientInfo: { name: client, version: '1' } };
  return { jsonrpc: '2.0', id: 'initialize', method: 'initialize', params };
}
