import type { KnownSecrets } from '../../domain/known-secrets.js';
import type { Answer } from '../../transport/answer.js';

/** An answer whose words quote none of the secrets that were sent. */
export function withoutSecrets(answer: Answer, secrets: KnownSecrets): Answer {
  const { body } = answer;
  return body.kind === 'json'
    ? { ...answer, body: { kind: 'json', value: secrets.hideIn(body.value) } }
    : answer;
}
