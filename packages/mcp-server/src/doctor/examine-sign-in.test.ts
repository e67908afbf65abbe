import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntraSettings } from '../configuration/entra-settings.js';
import { respondJson } from '../http/exchange/respond.js';
import { examineSignIn } from './examine-sign-in.js';

const tenant = '0f0e0d0c-1111-4222-8333-444455556666';

describe('examineSignIn', () => {
  let answer: { status: number; body: unknown };
  const server = createServer((_request, response) => respondJson(response, answer));
  beforeEach(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  function examine() {
    const address = server.address();
    const authority = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const permissions = { read: [], write: [], prepare: [] };
    const rest = { audiences: [], permissions, requireRoles: false, peopleOnly: false };
    const settings: EntraSettings = { tenant, authority, ...rest };
    return examineSignIn(settings, AbortSignal.timeout(5_000));
  }

  it('is content with keys', async () => {
    answer = { status: 200, body: { keys: [{ kid: 'k1', kty: 'RSA' }] } };
    expect(await examine()).toMatchObject({ verdict: 'ok', subject: 'sign-in' });
  });

  it.each([
    [{ status: 400, body: { error: 'invalid_tenant' } }, /answers 400/],
    [{ status: 200, body: { keys: [] } }, /no keys/],
    [{ status: 200, body: 'sign in here' }, /no keys/],
  ])('is not with %j', async (given, text) => {
    answer = given;
    expect(await examine()).toMatchObject({
      verdict: 'fail',
      text: expect.stringMatching(text),
      advice: expect.stringContaining('--auth-tenant'),
    });
  });

  it('tells when the authority cannot be reached', async () => {
    const settings = {
      tenant,
      authority: 'http://127.0.0.1:1',
      audiences: [],
      permissions: { read: [], write: [], prepare: [] },
    };
    const rest = { requireRoles: false, peopleOnly: false };
    expect(await examineSignIn({ ...settings, ...rest }, AbortSignal.timeout(5_000))).toMatchObject({
      verdict: 'fail',
      text: expect.stringMatching(/cannot be reached/),
    });
  });
});
