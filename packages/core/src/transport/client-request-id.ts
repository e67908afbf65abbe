import type { Policy } from './transport.js';

/** Names each call with an id of ours, which the service writes to its logs (ARM common API details). */
export function withClientRequestId(createId: () => string = () => crypto.randomUUID()): Policy {
  return (next) => (request) => {
    const { headers } = request;
    if (!headers.has('x-ms-client-request-id')) headers.set('x-ms-client-request-id', createId());
    return next(request);
  };
}
