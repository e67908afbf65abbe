import assert from 'node:assert/strict';
import { demoIds } from '@azureml-kubernetes/testkit';
import type { Attack } from '../attack.ts';
import { startFake } from '../stage/azure.ts';
import { structured } from '../stage/message.ts';
import { openStdio } from '../stage/stdio-session.ts';

const CONSENTS: readonly object[] = [
  { result: { action: 'accept', content: { detach: 'yes' } } },
  { result: { action: 'accept', content: { confirm: 'true' } } },
  { result: { action: 'accept', content: null } },
  { result: { action: 'accept' } },
  { result: { action: 'ACCEPT', content: { confirm: true } } },
  { result: {} },
  { result: { action: ['accept'] } },
  { error: { code: -32603, message: 'the dialog failed' } },
  { error: { code: 0, message: '' } },
];

/** A client answers the question before a detach with something that is no answer. */
export const brokenConsent: Attack = {
  name: 'broken-consent',
  promise: 'a broken answer to the question before a detach is a no, and never turned into a token',
  pace: 'quick',
  async play(stage) {
    for (const consent of CONSENTS) {
      const { service, args } = await startFake(stage);
      service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
      const session = await openStdio(stage, args, {
        capabilities: { elicitation: {} },
        answer: () => consent,
      });
      const answer = structured(await session.call('compute_detach', { name: 'gpu' }));
      const shown = `${JSON.stringify(consent)} gave ${JSON.stringify(answer).slice(0, 200)}`;
      assert.equal(answer['confirm_token'], undefined, shown);
      assert.deepEqual(service.control.requests.entries({ method: 'DELETE' }), [], shown);
    }
    return `${CONSENTS.length} broken answers`;
  },
};
