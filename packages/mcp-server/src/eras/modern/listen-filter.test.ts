import { describe, expect, it } from 'vitest';
import type { ResourceWatch } from '../../protocol/open-session.js';
import { listenedUris, readAcknowledgment, withKnownUris } from './listen-filter.js';

const watch: ResourceWatch = { includes: (uri) => uri.startsWith('ours:'), start: () => () => {} };
const listen = (notifications: unknown) => ({
  jsonrpc: '2.0',
  id: 'listen:0',
  method: 'subscriptions/listen',
  params: { notifications, _meta: { kept: true } },
});

describe('a request to listen', () => {
  it('loses the URIs that this server does not watch, and those that stand twice', () => {
    const asked = listen({ toolsListChanged: true, resourceSubscriptions: ['ours:1', 'theirs:1', 'ours:1'] });
    const known = withKnownUris(asked, watch);
    expect(known).toEqual(listen({ toolsListChanged: true, resourceSubscriptions: ['ours:1'] }));
    expect(listenedUris(asked)).toHaveLength(3);
  });

  it('loses them all where there are no resources', () => {
    const known = withKnownUris(listen({ resourceSubscriptions: ['ours:1'] }), null);
    expect(listenedUris(known)).toEqual([]);
  });

  it('keeps at most 100', () => {
    const uris = Array.from({ length: 150 }, (_, index) => `ours:${index}`);
    expect(listenedUris(withKnownUris(listen({ resourceSubscriptions: uris }), watch))).toHaveLength(100);
  });

  it.each([
    ['no filter', listen(undefined)],
    ['a filter without URIs', listen({})],
    ['a filter that cannot be read', listen({ resourceSubscriptions: [7] })],
    ['another method', { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }],
    ['null', null],
  ])('is left to the SDK with %s', (_what, message) => {
    expect(withKnownUris(message, watch)).toBe(message);
  });
});

describe('an acknowledgment', () => {
  const acknowledged = (meta: unknown, notifications: unknown) => ({
    method: 'notifications/subscriptions/acknowledged',
    params: { _meta: meta, notifications },
  });

  it('names the stream and what is promised', () => {
    const meta = { 'io.modelcontextprotocol/subscriptionId': 'listen:0' };
    expect(readAcknowledgment(acknowledged(meta, { resourceSubscriptions: ['ours:1'] }))).toEqual({
      id: 'listen:0',
      uris: ['ours:1'],
    });
    expect(readAcknowledgment(acknowledged(meta, {}))).toEqual({ id: 'listen:0', uris: [] });
  });

  it('is no other message', () => {
    expect(readAcknowledgment({ method: 'notifications/progress', params: {} })).toBeNull();
    expect(readAcknowledgment(acknowledged({}, {}))).toBeNull();
  });
});
