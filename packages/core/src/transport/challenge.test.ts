import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChallenge } from './challenge.js';

const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';

function read(header: string, body = '') {
  return readChallenge({ headers: { 'www-authenticate': header }, body });
}

describe('readChallenge', () => {
  it.each([
    [`Bearer authorization_uri="https://login.windows.net/${TENANT}", error="invalid_token"`],
    [`Bearer authorization_uri="https://login.microsoftonline.com/${TENANT}/oauth2/authorize"`],
    [`Bearer authorization="https://login.airgap.example:8443/${TENANT.toUpperCase()}", resource="x"`],
    [`Bearer realm="", tenant_id="${TENANT}"`],
  ])('finds the tenant in %s', (header) => {
    expect(read(header)).toEqual({ claims: null, tenantId: TENANT, isWrongTenant: false });
  });

  it.each([
    ['the code', 'Bearer', '{"error":{"code":"InvalidAuthenticationTokenTenant","message":"x"}}'],
    ['the description', 'Bearer error_description="The access token is from the wrong issuer."', ''],
  ])('knows a token of another tenant by %s', (_title, header, body) => {
    expect(read(header, body)).toEqual({ claims: null, tenantId: null, isWrongTenant: true });
  });

  it('finds the tenant in the words, where the header names none', () => {
    const message = `The access token is from the wrong issuer 'https://sts.windows.net/11111111-2222-3333-4444-555555555555/'. It must match the tenant 'https://sts.windows.net/${TENANT}/' associated with this subscription.`;
    const body = JSON.stringify({ error: { code: 'InvalidAuthenticationTokenTenant', message } });
    expect(read('', body)).toEqual({ claims: null, tenantId: TENANT, isWrongTenant: true });
  });

  it.each([
    'Bearer authorization_uri="https://login.windows.net/common"',
    `Bearer authorization_uri="http://login.windows.net/${TENANT}"`,
    `Bearer authorization_uri="https://login.windows.net/${TENANT}0"`,
    '',
  ])('takes nothing else for a tenant: %s', (header) => {
    expect(read(header).tenantId).toBeNull();
  });

  it('reads any text without a failure, and gives a GUID or none', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (header, body) => {
        expect(read(header, body).tenantId ?? TENANT).toMatch(/^[\da-f-]{36}$/);
      }),
    );
  });
});
