import { isLegacyRequest } from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import { eraOf } from './era-of.js';

const MODERN = '2026-07-28';
const envelope = {
  'io.modelcontextprotocol/protocolVersion': MODERN,
  'io.modelcontextprotocol/clientCapabilities': {},
};
const call = (meta?: object, method = 'tools/list') => ({
  jsonrpc: '2.0',
  id: 1,
  method,
  params: meta === undefined ? {} : { _meta: meta },
});
const notify = (meta?: object) => ({
  jsonrpc: '2.0',
  method: 'notifications/cancelled',
  params: { requestId: 1, ...(meta && { _meta: meta }) },
});
const handshake = (meta?: object) => call(meta, 'initialize');
const answer = { jsonrpc: '2.0', id: 1, result: {} };

interface Row {
  readonly what: string;
  readonly body: unknown;
  readonly header?: string;
}

/** Messages that both know how to place. */
const ROWS: readonly Row[] = [
  { what: 'a request without an envelope', body: call() },
  { what: 'a request with one', body: call(envelope) },
  { what: 'a request with one and the header', body: call(envelope), header: MODERN },
  { what: 'a request with one and a legacy header', body: call(envelope), header: '2025-11-25' },
  { what: 'a request with the header alone', body: call(), header: MODERN },
  { what: 'a request with a header that has spaces', body: call(), header: ` ${MODERN}\t` },
  { what: 'a request with a later header', body: call(), header: '2027-01-01' },
  { what: 'a request with a legacy header', body: call(), header: '2025-06-18' },
  { what: 'a request with an old header that never was', body: call(), header: '1999-01-01' },
  { what: 'a request without params', body: { jsonrpc: '2.0', id: 1, method: 'ping' } },
  { what: 'a request with other metadata', body: call({ progressToken: 1 }) },
  {
    what: 'a request that names a legacy revision',
    body: call({ ...envelope, 'io.modelcontextprotocol/protocolVersion': '2025-11-25' }),
  },
  {
    what: 'a request that names a number as its revision',
    body: call({ 'io.modelcontextprotocol/protocolVersion': 7 }),
  },
  {
    what: 'a request that names null as its revision',
    body: call({ 'io.modelcontextprotocol/protocolVersion': null }),
  },
  {
    what: 'a request that names its revision only',
    body: call({ 'io.modelcontextprotocol/protocolVersion': MODERN }),
  },
  { what: 'a discovery without an envelope', body: call(undefined, 'server/discover') },
  { what: 'a handshake', body: handshake() },
  { what: 'a handshake with a modern header', body: handshake(), header: MODERN },
  { what: 'a handshake with an envelope', body: handshake(envelope) },
  {
    what: 'a handshake with half an envelope',
    body: handshake({ 'io.modelcontextprotocol/protocolVersion': MODERN }),
  },
  { what: 'a notification', body: notify() },
  { what: 'a notification with an envelope', body: notify(envelope) },
  { what: 'a notification with the header alone', body: notify(), header: MODERN },
  { what: 'an answer', body: answer },
  { what: 'an answer with a modern header', body: answer, header: MODERN },
  { what: 'a batch', body: [call(), notify()] },
  { what: 'a batch with a modern header', body: [call()], header: MODERN },
  { what: 'a batch with an envelope', body: [call(), call(envelope)] },
];

/** What neither leg can serve: the package refuses these itself, here the legacy leg does, as it always has. */
const SHAPELESS: readonly Row[] = [
  { what: 'an empty batch', body: [] },
  { what: 'a batch of numbers', body: [1, 2] },
  { what: 'a number', body: 7 },
  { what: 'null', body: null },
  { what: 'an object that is no message', body: { hello: 'world' } },
];

function isLegacyByPackage({ body, header }: Row): Promise<boolean> {
  const headers = { 'content-type': 'application/json', ...(header && { 'mcp-protocol-version': header }) };
  const request = new Request('http://localhost/mcp', {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return isLegacyRequest(request);
}

describe('the era of a message', () => {
  it.each(ROWS)('of $what is what the package finds', async (row) => {
    expect(eraOf(row.body, row.header) === 'legacy').toBe(await isLegacyByPackage(row));
  });

  it('holds rows of both eras', () => {
    const eras = ROWS.map(({ body, header }) => eraOf(body, header));
    expect(eras.filter((era) => era === 'modern').length).toBeGreaterThan(8);
    expect(eras.filter((era) => era === 'legacy').length).toBeGreaterThan(8);
  });

  it.each(SHAPELESS)('of $what is legacy, which the package refuses', async (row) => {
    expect(await isLegacyByPackage(row)).toBe(false);
    expect(eraOf(row.body, row.header)).toBe('legacy');
  });
});
