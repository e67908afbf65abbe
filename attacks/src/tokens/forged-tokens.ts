import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { type HttpAnswer, startHttp } from '../stage/http-server.ts';
import { startIssuer } from '../stage/issuer.ts';
import { initialize } from '../stage/message.ts';
import { badHeaders } from './bad-tokens.ts';

const AT_ONCE = 10;

/** Tokens that are forged, for others, out of date, without rights, or not tokens at all. */
export const forgedTokens: Attack = {
  name: 'forged-tokens',
  promise: 'no token but a good one lets a caller in, and none of it comes back',
  pace: 'quick',
  async play(stage) {
    const issuer = await startIssuer(stage);
    const server = await startHttp(stage, ['--demo', ...issuer.args, '--rate-limit', '0']);
    const headers = [...(await badHeaders(issuer))];
    for (let start = 0; start < headers.length; start += AT_ONCE)
      await Promise.all(
        headers.slice(start, start + AT_ONCE).map(async ([what, authorization]) => {
          const answer = await server.post(initialize(), { authorization });
          expectRefused(what, authorization, answer);
        }),
      );
    const good = await server.post(initialize(), { authorization: `Bearer ${await issuer.sign()}` });
    assert.equal(good.status, 200, 'a good token lets in');
    const said = server.program.stderr();
    for (const [what, authorization] of headers)
      assert.ok(!reveals(said, authorization), `the log, after ${what}`);
    return `${headers.length} headers`;
  },
};

function expectRefused(what: string, authorization: string, { status, headers, text }: HttpAnswer): void {
  assert.ok(status === 401 || status === 403 || status === 400, `${what}: HTTP ${status}`);
  if (status !== 400) assert.ok(headers['www-authenticate'] !== undefined, `${what}: no challenge`);
  assert.ok(!reveals(text + JSON.stringify(headers), authorization), `${what}: the answer holds the token`);
}

/** Whether a text holds a part of a token that is long enough to be of use. */
function reveals(text: string, authorization: string): boolean {
  const parts = authorization.split(/[.\s]/).filter((part) => part.length > 40);
  return parts.some((part) => text.includes(part.slice(0, 40)));
}
