import type { ServerContext } from '@modelcontextprotocol/server';
import type { Ask } from '../../confirm/create-confirm-detach.js';
import type { Peer } from '../../protocol/peer.js';
import type { Envelope } from './envelope.js';

/** The client of one request, which says all that there is to know of it. */
export function peerOf({ mcpReq }: ServerContext, { client }: Envelope, ask: Ask): Peer {
  return {
    meta: mcpReq._meta,
    client,
    signal: mcpReq.signal,
    ask,
    sendProgress: (params) => mcpReq.notify({ method: 'notifications/progress', params: { ...params } }),
  };
}
