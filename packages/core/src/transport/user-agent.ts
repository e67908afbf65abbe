import { type Policy, withHeader } from './transport.js';

/** Sent with each request; browsers keep their own value. */
const USER_AGENT = 'azureml-kubernetes/0.1.0';

/** Names this library, or the program that uses it, in each request. */
export function withUserAgent(userAgent: string = USER_AGENT): Policy {
  return (next) => (request) => next(withHeader(request, 'user-agent', userAgent));
}
