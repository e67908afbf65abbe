import { describe, expect, it } from 'vitest';
import { openSession } from '../../../test/session.js';
import { demoIds } from '../../seed/demo-seed.js';

const OTHER = '11111111-2222-4333-8444-555555555555';
const jwt = (claims: object) => `e30.${btoa(JSON.stringify(claims))}.x`;
const LIST = `${demoIds.workspaceId}/computes`;
const SUBSCRIPTIONS = '/subscriptions?api-version=2022-12-01';

function claimsIn(header: string | null): unknown {
  return JSON.parse(atob(/claims="([^"]+)"/.exec(header ?? '')?.[1] ?? ''));
}

describe('a request without a token', () => {
  it.each([
    ['below a subscription', LIST, demoIds.tenantId],
    ['below a subscription that is unknown', LIST.replace('5f1c', 'ffff'), ''],
    ['beside subscriptions', SUBSCRIPTIONS, ''],
  ])('is challenged with the tenant, %s', async (_, target, tenant) => {
    const { status, headers, json } = await openSession().call('GET', target, { token: null });
    expect([status, json]).toMatchObject([401, { error: { code: 'AuthenticationFailed' } }]);
    expect(headers.get('www-authenticate')).toMatch(
      new RegExp(
        `^Bearer authorization_uri="https://login\\.windows\\.net/${tenant}", error="invalid_token", `,
      ),
    );
  });
});

describe('a token of another tenant', () => {
  const token = jwt({ oid: 'ann', tid: OTHER });

  it('is refused with the right tenant', async () => {
    const { call } = openSession({ modes: { tokenTenant: 'checked' } });
    const { status, headers, json } = await call('GET', LIST, { token });
    expect([status, json]).toMatchObject([
      401,
      {
        error: {
          code: 'InvalidAuthenticationTokenTenant',
          message: expect.stringContaining(demoIds.tenantId),
        },
      },
    ]);
    expect(headers.get('www-authenticate')).toContain(
      `windows.net/${demoIds.tenantId}", error="invalid_token"`,
    );
  });

  it('sees no subscription, neither in the list nor in Resource Graph', async () => {
    const { call } = openSession({ modes: { tokenTenant: 'checked' } });
    expect((await call('GET', SUBSCRIPTIONS, { token })).json).toEqual({ value: [] });
    const query = await call('POST', '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01', {
      token,
      body: {
        query:
          "resourcecontainers | where type =~ 'microsoft.resources/subscriptions' | project id, subscriptionId | order by id asc",
      },
    });
    expect([query.status, JSON.stringify(query.json)]).toEqual([
      403,
      expect.stringContaining('AccessDenied'),
    ]);
  });

  it('is good by default, as one of the tenant and one without a tenant always are', async () => {
    const checked = openSession({ modes: { tokenTenant: 'checked' } });
    expect((await openSession().call('GET', LIST, { token })).status).toBe(200);
    expect((await checked.call('GET', LIST, { token: jwt({ tid: demoIds.tenantId }) })).status).toBe(200);
    expect((await checked.call('GET', LIST, { token: 'opaque' })).status).toBe(200);
  });

  it('can be planned for one call, whatever its token', async () => {
    const { call, service } = openSession();
    service.control.faults.plan({ effect: { kind: 'wrong-tenant' } });
    expect((await call('GET', LIST)).json).toMatchObject({
      error: { code: 'InvalidAuthenticationTokenTenant' },
    });
    expect((await call('GET', LIST)).status).toBe(200);
  });
});

describe('a challenge for claims', () => {
  it.each([
    ['insufficient-claims', 'error="insufficient_claims", claims="'],
    ['invalid-token', 'error="invalid_token", error_description="'],
  ] as const)('meets writes without MFA in the wording %s', async (claimsChallenge, header) => {
    const { attach, call, compute } = openSession({ modes: { claimsChallenge } });
    const refused = await attach('gpu');
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringContaining(header),
    ]);
    expect(claimsIn(refused.headers.get('www-authenticate'))).toEqual({
      access_token: { acrs: { essential: true, values: ['p1'] } },
    });
    expect((await call('GET', LIST)).status).toBe(200);
    const body = { properties: { computeType: 'Kubernetes', resourceId: demoIds.aksId } };
    const token = jwt({ acrs: ['p1'] });
    expect((await call('PUT', compute('gpu'), { body, token })).status).toBe(201);
  });

  it('can be planned with its wording and its claims', async () => {
    const { call, service } = openSession();
    const claims = '{"access_token":{"xms_cc":{"values":["cp1"]}}}';
    service.control.faults.plan({ effect: { kind: 'claims-challenge', wording: 'invalid-token', claims } });
    const header = (await call('GET', LIST)).headers.get('www-authenticate');
    expect(header).toContain('error="invalid_token"');
    expect(claimsIn(header)).toEqual(JSON.parse(claims));
  });
});
