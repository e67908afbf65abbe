import { UnexpectedResponseError } from '../errors/unexpected-response-error.js';
import type { Answer } from '../transport/answer.js';

/**
 * The JSON of an answer.
 * @param what is read, for messages: `compute gpu`.
 * @throws UnexpectedResponseError when the body is empty or no JSON.
 */
export function requireJson(answer: Answer, what: string): unknown {
  const { body } = answer;
  switch (body.kind) {
    case 'json':
      return body.value;
    case 'empty':
      throw unreadableAnswer(answer, what, 'the answer is empty');
    case 'unreadable':
      throw unreadableAnswer(answer, what, `the answer is ${body.reason}`);
  }
}

/** The error of an answer that does not hold what it should. */
export function unreadableAnswer(
  { status, requestId }: Answer,
  what: string,
  reason: string,
): UnexpectedResponseError {
  return new UnexpectedResponseError(`${what} cannot be read`, {
    hint: 'Check for a proxy in between; report it with the request id if Azure itself answered',
    retryable: true,
    service: { status, code: null, message: null, details: [], requestId },
    quoted: reason,
  });
}
