import type { ServerContext } from '@modelcontextprotocol/server';
import type { Peer } from '../../protocol/peer.js';
import { readEnvelope } from './envelope.js';

/** The client of one request, which says all that there is to know of it. */
export function peerOf({ mcpReq }: ServerContext): Peer {
  const { client, canAsk } = readEnvelope(mcpReq.envelope);
  return {
    meta: mcpReq._meta,
    client,
    signal: mcpReq.signal,
    asking: {
      kind: 'by-retry',
      canAsk,
      state: mcpReq.requestState(),
      responses: mcpReq.inputResponses,
    },
    sendProgress: (params) => mcpReq.notify({ method: 'notifications/progress', params: { ...params } }),
  };
}
