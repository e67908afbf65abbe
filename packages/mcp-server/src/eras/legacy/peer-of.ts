import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { Peer } from '../../protocol/peer.js';
import { askByRequest } from './ask-by-request.js';
import type { RequestInfo } from './request-info.js';

/** The client of one request: what it said of itself in the handshake, and how it is reached. */
export function peerOf(server: Server, requestInfo: RequestInfo): Peer {
  return {
    meta: requestInfo._meta,
    client: server.getClientVersion(),
    signal: requestInfo.signal,
    asking: { kind: 'by-request', ask: askByRequest(server, requestInfo) },
    sendProgress: (params) => requestInfo.sendNotification({ method: 'notifications/progress', params }),
  };
}
