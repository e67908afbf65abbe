import { type Policy, withHeader } from './transport.js';

const NAME = 'x-ms-client-request-id';

/** Names each call with an id of ours, which the service writes to its logs (ARM common API details). */
export function withClientRequestId(createId: () => string = () => crypto.randomUUID()): Policy {
  return (next) => (request) =>
    next(request.headers[NAME] === undefined ? withHeader(request, NAME, createId()) : request);
}
