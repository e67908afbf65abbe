import { describe, expect, it } from 'vitest';
import { guidFrom } from '../world/guid-source.js';
import { principalOf } from './principal.js';

const jwt = (payload: string) => `e30.${btoa(payload)}.x`;

describe('principalOf', () => {
  it.each(['00000000-0000-4000-8000-000000000001', 'caller 1', 'ann@example.com'])('is the oid %s', (oid) => {
    expect(principalOf(`Bearer ${jwt(JSON.stringify({ oid }))}`)).toBe(oid);
  });

  it.each([
    ['no JWT', 'anything'],
    ['no JSON', jwt('{')],
    ['no oid', jwt('{}')],
    ['an oid that is no text', jwt('{"oid":1}')],
    ['an empty oid', jwt('{"oid":""}')],
    ['an oid with a line break', jwt('{"oid":"a\\nX: y"}')],
    ['an oid that no header can hold', jwt('{"oid":"\\u20ac"}')],
    ['an oid without end', jwt(JSON.stringify({ oid: 'a'.repeat(129) }))],
  ])('is made from the text of a token with %s', (_, token) => {
    expect(principalOf(`Bearer ${token}`)).toBe(guidFrom(token));
  });

  it.each([null, '', 'Bearer ', 'Basic abc'])('is not recognised for %j', (authorization) => {
    expect(principalOf(authorization)).toBeNull();
  });
});
