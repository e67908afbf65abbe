import { modernRequest } from './modern.js';

const clientInfo = { name: 'test', version: '0' };

/** A handshake of the legacy era. */
export function handshake(protocolVersion: string, capabilities: object = {}) {
  return {
    jsonrpc: '2.0' as const,
    id: 1,
    method: 'initialize',
    params: { protocolVersion, capabilities, clientInfo },
  };
}

function list(method: string, params?: object) {
  return { jsonrpc: '2.0' as const, id: 'a', method, ...(params === undefined ? {} : { params }) };
}

const LISTS = ['tools/list', 'prompts/list', 'resources/templates/list'];

/** What a client of the legacy era asks for as it starts. */
export const LEGACY_START = [
  ...['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05', '2024-10-07', '2023-01-01'].map((version) =>
    handshake(version),
  ),
  handshake('2025-11-25', { elicitation: { form: {} }, roots: { listChanged: true } }),
  list('ping'),
  ...LISTS.flatMap((method) => [
    list(method),
    list(method, {}),
    list(method, { _meta: { progressToken: 1 } }),
  ]),
];

/** What a client of the modern era asks for as it starts. */
export const MODERN_START = ['server/discover', ...LISTS].flatMap((method) => [
  { ...modernRequest(method, { id: 0 }), jsonrpc: '2.0' as const },
  { ...modernRequest(method, { id: 'b', capabilities: { elicitation: {} } }), jsonrpc: '2.0' as const },
]);

/** What only a leg can answer, or refuse. */
export const FOR_A_LEG = [
  { ...handshake('2025-11-25'), params: {} },
  { ...handshake('2025-11-25'), params: { ...handshake('2025-11-25').params, capabilities: { roots: 7 } } },
  list('tools/list', { cursor: 'x' }),
  list('resources/list'),
  list('nope'),
  { ...modernRequest('tools/list', { params: { cursor: 'x' } }), jsonrpc: '2.0' as const },
  { ...modernRequest('tools/list', { capabilities: { roots: 7 } }), jsonrpc: '2.0' as const },
  { ...modernRequest('ping'), jsonrpc: '2.0' as const },
  {
    ...modernRequest('tools/list'),
    jsonrpc: '2.0' as const,
    params: {
      _meta: {
        ...modernRequest('tools/list').params._meta,
        'io.modelcontextprotocol/protocolVersion': '2027-01-01',
      },
    },
  },
];
