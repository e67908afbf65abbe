import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { startHttp } from '../stage/http-server.ts';
import { startIssuer } from '../stage/issuer.ts';
import { initialize } from '../stage/message.ts';

const REQUESTS = 900;
const AT_ONCE = 30;

/** A stranger behind the same proxy sends requests without a token, or with a bad one. */
export const strangers: Attack = {
  name: 'strangers',
  promise: 'strangers get their challenge each time, and take sign-in from no caller at the same address',
  pace: 'quick',
  async play(stage) {
    const issuer = await startIssuer(stage);
    const server = await startHttp(stage, ['--demo', ...issuer.args]);
    const statuses = new Map<number, number>();
    for (let sent = 0; sent < REQUESTS; sent += AT_ONCE) {
      const batch = [...Array(AT_ONCE)].map(() => server.post(initialize()));
      for (const { status, headers } of await Promise.all(batch)) {
        assert.ok(headers['www-authenticate'] !== undefined, `HTTP ${status} without a challenge`);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }
    assert.deepEqual([...statuses.keys()], [401]);
    const authorization = `Bearer ${await issuer.sign()}`;
    const { status } = await server.post(initialize(), { authorization });
    assert.equal(status, 200, 'a caller with a token is let in');
    return `${REQUESTS} strangers, each with a challenge; the caller was let in`;
  },
};
