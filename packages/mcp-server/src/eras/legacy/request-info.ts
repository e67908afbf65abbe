import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { ServerNotification, ServerRequest } from '@modelcontextprotocol/sdk/types.js';

/** What the SDK gives with each request. */
export type RequestInfo = RequestHandlerExtra<ServerRequest, ServerNotification>;
