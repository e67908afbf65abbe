import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { startHttp } from '../stage/http-server.ts';
import { startIssuer } from '../stage/issuer.ts';
import { initialize } from '../stage/message.ts';

const AT_MOST_MB = 250;

/** The document of signing keys has no end. */
export const endlessKeys: Attack = {
  name: 'endless-keys',
  promise: 'a document of keys without an end is given up within its bound of bytes',
  pace: 'quick',
  async play(stage) {
    let sent = 0;
    const part = Buffer.alloc(64 * 1024, ' ');
    const issuer = await startIssuer(stage, (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"keys":[');
      const more = (): void => {
        while (!response.destroyed) {
          sent += part.length;
          if (!response.write(part)) return;
        }
      };
      response.on('drain', more).on('error', () => {});
      more();
    });
    const server = await startHttp(stage, ['--demo', ...issuer.args]);
    const { status } = await server.post(initialize(), { authorization: `Bearer ${await issuer.sign()}` });
    assert.ok(status === 503 || status === 401, `HTTP ${status}`);
    const heldMb = server.program.residentMb();
    assert.ok(heldMb < AT_MOST_MB, `it held ${heldMb} MB`);
    assert.ok(sent < 64e6, `it read ${Math.round(sent / 1e6)} MB`);
    return `HTTP ${status} after ${Math.round(sent / 1e5) / 10} MB, ${heldMb} MB held`;
  },
};
