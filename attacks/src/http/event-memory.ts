import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { openSession, startHttp } from '../stage/http-server.ts';

const SESSIONS = 20;
const PINGS = 30;
const HEAP_MB = 256;

/** A caller who may only read has the server remember answers with ids of a megabyte. */
export const eventMemory: Attack = {
  name: 'event-memory',
  promise:
    'what is kept for a resumed stream is bounded in bytes, in each session and in all, and ids in length',
  pace: 'long',
  async play(stage) {
    const server = await startHttp(stage, ['--demo'], { node: [`--max-old-space-size=${HEAP_MB}`] });
    const id = 'x'.repeat(1_000_000);
    let peakMb = 0;
    for (let opened = 0; opened < SESSIONS; opened += 1) {
      const { headers } = await openSession(server);
      for (let sent = 0; sent < PINGS; sent += 1)
        await server.post({ jsonrpc: '2.0', id: `${sent}${id}`, method: 'ping' }, headers);
      peakMb = Math.max(peakMb, server.program.residentMb());
    }
    const { call } = await openSession(server);
    assert.equal((await call('last', 'compute_list')).error, undefined, 'it still answers');
    return `${SESSIONS * PINGS} ids of 1 MB in ${SESSIONS} sessions with a heap of ${HEAP_MB} MB, at most ${peakMb} MB held`;
  },
};
