import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { startHttp } from '../stage/http-server.ts';

/** Another program listens at the port. */
export const portInUse: Attack = {
  name: 'port-in-use',
  promise: 'a port that is taken is named in words, and the start ends',
  pace: 'quick',
  async play(stage) {
    const { url } = await startHttp(stage, ['--demo']);
    const { port } = new URL(url);
    const second = await stage.start('mcp-server', ['--demo', '--http', '--port', port]);
    const end = await second.ended;
    assert.ok(end === 1 || end === 2, `it ended with ${end}`);
    assert.match(second.stderr(), new RegExp(`${port}[^\\n]*in use|in use[^\\n]*${port}`));
    return `exit code ${end}`;
  },
};
