import assert from 'node:assert/strict';
import { request } from 'node:http';
import { join } from 'node:path';
import { demoIds } from '@azureml-kubernetes/testkit';
import type { Attack } from '../attack.ts';
import { computeBody, startScripted } from '../stage/azure.ts';
import { openSession, startHttp } from '../stage/http-server.ts';
import { toolCall } from '../stage/message.ts';
import { writtenOutcome } from '../stage/written-outcome.ts';

const SESSIONS = 4;
const SLOW_MS = 1_500;

/** The connection of a write breaks, and others open as many sessions as there may be. */
export const brokenConnection: Attack = {
  name: 'broken-connection',
  promise: 'a write whose connection broke comes to its end, however many sessions others open',
  pace: 'quick',
  async play(stage) {
    const begun = Promise.withResolvers<void>();
    let attached = false;
    const azure = await startScripted(stage, async ({ method, path }) => {
      if (method === 'PUT') {
        begun.resolve();
        await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
        attached = true;
        return { status: 201, body: computeBody('gpu') };
      }
      if (!path.includes('/computes/')) return { status: 200, body: computeBody('workspace') };
      return attached
        ? { status: 200, body: computeBody('gpu') }
        : { status: 404, body: { error: { code: 'ResourceNotFound' } } };
    });
    const log = join(await stage.folder(), 'audit.jsonl');
    const limits = ['--max-sessions', String(SESSIONS), '--audit-log', log];
    const server = await startHttp(stage, [...azure.args, ...limits]);
    const session = await openSession(server);
    const message = toolCall(9, 'compute_attach', {
      name: 'gpu',
      resource_id: demoIds.aksId,
      skip_checks: true,
    });
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...session.headers,
    };
    const write = request(server.url, { method: 'POST', headers }).on('error', () => {});
    write.end(JSON.stringify(message));
    await begun.promise;
    write.destroy();
    for (let other = 0; other < SESSIONS * 2; other += 1) await openSession(server).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, SLOW_MS + 500));
    const outcome = await writtenOutcome(log);
    assert.match(outcome, /^(?:started|attached|already-attached)$/);
    return `the write ended as "${outcome}" with ${SESSIONS * 2} sessions opened after it`;
  },
};
