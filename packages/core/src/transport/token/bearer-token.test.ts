import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { answerOf, requestTo } from '../../../test/plain-messages.js';
import { CredentialError } from '../../errors/credential-error.js';
import { type Clock, systemClock } from '../../runtime/clock.js';
import type { Transport, TransportAnswer, TransportRequest } from '../transport.js';
import { withBearerToken } from './bearer-token.js';
import type { AccessToken, TokenCredential } from './token-credential.js';

const ORIGIN = 'https://management.azure.com';

interface Scene {
  readonly send: (other?: Partial<TransportRequest>, url?: string) => Promise<TransportAnswer>;
  readonly sent: string[];
  readonly asked: (string | undefined)[];
  advance(ms: number): void;
}

/** A credential that numbers its tokens, each good for an hour, and a service that answers in turn. */
function stage(
  answers: readonly (() => TransportAnswer)[] = [],
  change: Partial<AccessToken> = {},
  credential?: TokenCredential,
): Scene {
  let now = 0;
  const asked: (string | undefined)[] = [];
  const sent: string[] = [];
  const clock: Clock = { ...systemClock, now: () => now };
  const numbered: TokenCredential = {
    getToken: async (scopes, options) => {
      expect(scopes).toBe('scope');
      asked.push(options?.claims);
      return { token: `t${asked.length}`, expiresOnTimestamp: now + 3_600_000, ...change };
    },
  };
  const service: Transport = async (request) => {
    sent.push(`${request.headers['authorization']} ${request.body ?? ''}`.trim());
    return answers[sent.length - 1]?.() ?? answerOf();
  };
  const policy = withBearerToken({
    credential: credential ?? numbered,
    scope: 'scope',
    origin: ORIGIN,
    clock,
  });
  const transport = policy(service);
  return {
    send: (other, url = `${ORIGIN}/x`) => transport(requestTo(url, other)),
    sent,
    asked,
    advance: (ms) => {
      now += ms;
    },
  };
}

const unauthorized =
  (challenge = 'Bearer error="invalid_token"') =>
  (): TransportAnswer =>
    answerOf({ status: 401, headers: { 'www-authenticate': challenge } });

describe('withBearerToken', () => {
  it('refuses another origin before the credential is asked', async () => {
    const scene = stage();
    await expect(scene.send({}, 'https://evil.example/x')).rejects.toMatchObject({
      code: 'untrusted-url',
      summary: expect.stringMatching(/^the request must be an absolute URL of/),
      quoted: 'it leads to https://evil.example',
    });
    await expect(scene.send({}, 'http://management.azure.com/x')).rejects.toMatchObject({
      code: 'untrusted-url',
    });
    expect([scene.asked, scene.sent]).toEqual([[], []]);
  });

  it('uses a token until two minutes before its end', async () => {
    const scene = stage();
    await scene.send();
    scene.advance(3_600_000 - 120_001);
    await scene.send();
    scene.advance(1);
    await scene.send();
    expect(scene.sent).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t2']);
  });

  it('renews a token when its issuer advises to', async () => {
    const scene = stage([], { refreshAfterTimestamp: 10 });
    await scene.send();
    scene.advance(10);
    await scene.send();
    expect(scene.sent).toEqual(['Bearer t1', 'Bearer t2']);
  });

  it('shares one request for a token between callers', async () => {
    const scene = stage();
    await Promise.all([scene.send(), scene.send(), scene.send()]);
    expect(scene.asked).toHaveLength(1);
  });

  it('tries one fresh token after a 401, with the same body', async () => {
    const scene = stage([unauthorized()]);
    const response = await scene.send({ method: 'PUT', body: 'b' });
    expect(response.status).toBe(200);
    expect(scene.sent).toEqual(['Bearer t1 b', 'Bearer t2 b']);
  });

  it('passes a second 401 on', async () => {
    const scene = stage([unauthorized(), unauthorized()]);
    expect((await scene.send()).status).toBe(401);
    expect(scene.sent).toHaveLength(2);
  });

  it('does not try again with the token that was refused', async () => {
    const scene = stage([unauthorized()], { token: 'same' });
    expect((await scene.send()).status).toBe(401);
    expect(scene.sent).toEqual(['Bearer same']);
  });

  it('uses the token that another caller has fetched meanwhile', async () => {
    const scene = stage([unauthorized(), unauthorized()]);
    await Promise.all([scene.send(), scene.send()]);
    expect(scene.asked).toHaveLength(2);
  });

  it.each([
    ['Bearer error="insufficient_claims", claims="eyJhIjoxfQ=="', '{"a":1}'],
    ['Bearer error="insufficient_claims"', undefined],
    ['Bearer error="invalid_token", error_description="x", claims="eyJhIjoxfQ=="', '{"a":1}'],
    ['Bearer error="other", claims="eyJhIjoxfQ=="', undefined],
    ['Bearer error="invalid_token", claims="WzFd"', undefined],
    ['Bearer error="insufficient_claims", claims="a"', undefined],
    ['Bearer error="insufficient_claims", claims="eyJ4IjoiPz8_Pj4-In0="', '{"x":"???>>>"}'],
  ])('asks for the claims of %s', async (challenge, claims) => {
    const scene = stage([unauthorized(challenge)]);
    await scene.send();
    expect(scene.asked).toEqual([undefined, claims]);
  });

  describe('after the token of another tenant was refused', () => {
    const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';
    const wrongTenant = (): TransportAnswer =>
      answerOf({
        status: 401,
        headers: {
          'www-authenticate': `Bearer authorization_uri="https://login.windows.net/${TENANT}", error="invalid_token"`,
        },
        body: '{"error":{"code":"InvalidAuthenticationTokenTenant","message":"x"}}',
      });
    type Asked = Parameters<TokenCredential['getToken']>[1];

    function tenants(give: (tenantId: string | undefined) => string) {
      const asked: (string | undefined)[] = [];
      const getToken = async (_scopes: string | string[], options?: Asked): Promise<AccessToken> => {
        asked.push(options?.tenantId);
        return { token: give(options?.tenantId), expiresOnTimestamp: asked.length * 3_600_000 };
      };
      return { asked, getToken };
    }

    it('asks the credential for one of the tenant that the service names, now and at each renewal', async () => {
      const { asked, getToken } = tenants((tenantId) => tenantId ?? 'home');
      const scene = stage([wrongTenant], {}, { getToken });
      expect((await scene.send()).status).toBe(200);
      scene.advance(3_600_000 * 2);
      await scene.send();
      expect(asked).toEqual([undefined, TENANT, TENANT]);
      expect(scene.sent).toEqual(['Bearer home', `Bearer ${TENANT}`, `Bearer ${TENANT}`]);
    });

    it('passes the 401 on where the credential has none for that tenant', async () => {
      const { asked, getToken } = tenants((tenantId) => {
        if (tenantId !== undefined) throw new Error('not configured to acquire tokens for tenant');
        return 'home';
      });
      const scene = stage([wrongTenant], {}, { getToken });
      expect((await scene.send()).status).toBe(401);
      expect((await scene.send()).status).toBe(200);
      expect(asked).toEqual([undefined, TENANT]);
    });

    it('names no tenant to the credential where the token was refused for another reason', async () => {
      const { asked, getToken } = tenants(() => `t${Math.min(asked.length, 2)}`);
      const expired = unauthorized(
        `Bearer authorization_uri="https://login.windows.net/${TENANT}", error="invalid_token", error_description="expired"`,
      );
      expect((await stage([expired], {}, { getToken }).send()).status).toBe(200);
      expect(asked).toEqual([undefined, undefined]);
    });
  });

  it.each([
    ['gives none', async () => null],
    ['gives an empty one', async () => ({ token: '', expiresOnTimestamp: 1 })],
    ['fails', async () => Promise.reject(new Error('client_secret=hunter2hunter2 was refused'))],
  ])('tells what to do when the credential %s', async (_title, getToken) => {
    const failure = stage([], {}, { getToken }).send();
    await expect(failure).rejects.toMatchObject({
      code: 'credential',
      hint: expect.stringContaining('az login'),
    });
    await expect(failure).rejects.not.toThrow(/hunter2/);
  });

  it('passes an error of this library on, and asks again next time', async () => {
    const own = new CredentialError('expired', { hint: 'renew' });
    let calls = 0;
    const getToken = async (): Promise<AccessToken> => {
      calls += 1;
      if (calls === 1) throw own;
      return { token: 't', expiresOnTimestamp: 1e15 };
    };
    const scene = stage([], {}, { getToken });
    await expect(scene.send()).rejects.toBe(own);
    expect((await scene.send()).status).toBe(200);
  });

  it('leaves the wait for a token at once on an abort, and no listener behind', async () => {
    const controller = new AbortController();
    const scene = stage([], {}, { getToken: () => new Promise(() => {}) });
    const waiting = scene.send({ signal: controller.signal });
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(scene.send({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });
});
