import assert from 'node:assert/strict';
import { join } from 'node:path';
import { demoIds } from '@azureml-kubernetes/testkit';
import type { Attack } from '../attack.ts';
import { computeBody, type ScriptedAnswer, startScripted } from '../stage/azure.ts';
import { structured } from '../stage/message.ts';
import type { Stage } from '../stage/stage.ts';
import { openStdio } from '../stage/stdio-session.ts';
import { writtenOutcome } from '../stage/written-outcome.ts';

/** Answers to a PUT that mean that it was accepted, and that lead nowhere. */
const ACCEPTED: Readonly<Record<string, ScriptedAnswer>> = {
  'a foreign operation URL': {
    status: 201,
    headers: { 'azure-asyncoperation': 'https://elsewhere.example/operation' },
    body: computeBody('gpu', { provisioningState: 'Creating' }),
  },
  'an empty body, and reads refused': { status: 201 },
  'a body that is no compute': { status: 200, body: '<html>' },
};

/** Azure accepts a write in a way that cannot be followed. */
export const acceptedWrites: Attack = {
  name: 'accepted-writes',
  promise: 'a write that Azure accepted is never called refused, neither in the audit log nor to the caller',
  pace: 'quick',
  async play(stage) {
    const outcomes: string[] = [];
    for (const [what, answer] of Object.entries(ACCEPTED)) {
      const { result, outcome } = await attach(stage, answer);
      assert.match(outcome, /^(?:started|unknown)$/, `the audit log, after ${what}`);
      assert.match(JSON.stringify(result), /compute_wait/, `the result, after ${what}`);
      outcomes.push(outcome);
    }
    return `${outcomes.length} answers, noted as ${outcomes.join(', ')}`;
  },
};

async function attach(stage: Stage, answer: ScriptedAnswer) {
  let written = false;
  const azure = await startScripted(stage, ({ method, path }) => {
    if (method === 'PUT') {
      written = true;
      return answer;
    }
    if (!path.includes('/computes/')) return { status: 200, body: computeBody('workspace') };
    return written
      ? { status: 403, body: { error: { code: 'AuthorizationFailed' } } }
      : { status: 404, body: { error: { code: 'ResourceNotFound' } } };
  });
  const log = join(await stage.folder(), 'audit.jsonl');
  const session = await openStdio(stage, [...azure.args, '--audit-log', log]);
  const given = { name: 'gpu', resource_id: demoIds.aksId, skip_checks: true };
  const result = structured(await session.call('compute_attach', given));
  return { result, outcome: await writtenOutcome(log) };
}
