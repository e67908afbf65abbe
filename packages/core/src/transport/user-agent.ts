import type { Policy } from './transport.js';

/** Sent with each request; browsers keep their own value. */
const USER_AGENT = 'azureml-kubernetes/0.1.0';

export function withUserAgent(userAgent: string = USER_AGENT): Policy {
  return (next) => (request) => {
    request.headers.set('user-agent', userAgent);
    return next(request);
  };
}
