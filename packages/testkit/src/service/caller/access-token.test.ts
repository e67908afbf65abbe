import { describe, expect, it } from 'vitest';
import { guidFrom } from '../../world/guid-source.js';
import { TENANT_ID } from '../../world/tenant-id.js';
import { parseAccessToken } from './access-token.js';

const jwt = (payload: string) => `e30.${btoa(payload)}.x`;
const read = (token: string) => parseAccessToken(`Bearer ${token}`);

describe('parseAccessToken', () => {
  it.each(['00000000-0000-4000-8000-000000000001', 'caller 1', 'ann@example.com'])(
    'takes the oid %s for the principal',
    (oid) => {
      expect(read(jwt(JSON.stringify({ oid })))?.principal).toBe(oid);
    },
  );

  it.each([
    ['no JWT', 'anything'],
    ['no JSON', jwt('{')],
    ['no object', jwt('[]')],
    ['no oid', jwt('{}')],
    ['an oid that is no text', jwt('{"oid":1}')],
    ['an empty oid', jwt('{"oid":""}')],
    ['an oid with a line break', jwt('{"oid":"a\\nX: y"}')],
    ['an oid that no header can hold', jwt('{"oid":"\\u20ac"}')],
    ['an oid without end', jwt(JSON.stringify({ oid: 'a'.repeat(129) }))],
  ])('makes the principal from the text of a token with %s', (_, token) => {
    expect(read(token)).toEqual({ principal: guidFrom(token), tenantId: null, contexts: [] });
  });

  it.each([
    [TENANT_ID.toUpperCase(), TENANT_ID],
    ['contoso', null],
    [7, null],
  ])('reads the tenant %j as %j', (tid, expected) => {
    expect(read(jwt(JSON.stringify({ tid })))?.tenantId).toBe(expected);
  });

  it.each([
    [
      ['p1', 2, 'c1'],
      ['p1', 'c1'],
    ],
    ['p1', []],
  ])('reads the contexts %j as %j', (acrs, expected) => {
    expect(read(jwt(JSON.stringify({ acrs })))?.contexts).toEqual(expected);
  });

  it.each([null, '', 'Bearer ', 'Basic abc'])('finds no token in %j', (authorization) => {
    expect(parseAccessToken(authorization)).toBeNull();
  });
});
