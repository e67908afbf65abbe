import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { openSession, startHttp } from '../stage/http-server.ts';
import { initialize, toolCall } from '../stage/message.ts';

const SESSIONS = 800;
const HEAP_MB = 256;
const LONG = 'x'.repeat(900_000);

/** Clients with names, capabilities and progress tokens of nearly a megabyte open session after session. */
export const longNames: Attack = {
  name: 'long-names',
  promise: 'what a client says of itself is bounded in length, so that sessions cannot fill the memory',
  pace: 'long',
  async play(stage) {
    const server = await startHttp(stage, ['--demo'], { node: [`--max-old-space-size=${HEAP_MB}`] });
    const opening = [
      initialize({ client: LONG }),
      initialize({ capabilities: { experimental: { [LONG]: {} } } }),
      initialize({ capabilities: { experimental: { long: { text: LONG } } } }),
    ];
    for (let opened = 0; opened < SESSIONS; opened += 1) await server.post(opening[opened % opening.length]);
    const { headers, call } = await openSession(server);
    const { id, jsonrpc, method, params } = toolCall(1, 'compute_list');
    const progressToken = { _meta: { progressToken: LONG } };
    for (let sent = 0; sent < 40; sent += 1)
      await server.post({ id, jsonrpc, method, params: { ...params, ...progressToken } }, headers);
    assert.equal((await call('last', 'compute_list')).error, undefined, 'it still answers');
    return `${SESSIONS} sessions with a heap of ${HEAP_MB} MB, ${server.program.residentMb()} MB held`;
  },
};
