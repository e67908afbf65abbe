import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requireTrustedUrl } from './trusted-url.js';

describe('requireTrustedUrl', () => {
  const endpoint = 'https://management.azure.com';

  it('gives the URL back as it was, however long and signed', () => {
    const url = `${endpoint}/a/../b%2Fc?t=1&c=${'x'.repeat(4_000)}&s=%41`;
    expect(requireTrustedUrl(url, endpoint, 'operation URL')).toBe(url);
  });

  it('sends what begins with the endpoint and a slash to the endpoint, whatever follows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (rest) => {
        const text = `${endpoint}/${rest}`;
        expect(requireTrustedUrl(text, endpoint, 'nextLink')).toBe(text);
        const { origin, username, password } = new URL(text);
        expect([origin, username, password]).toEqual([endpoint, '', '']);
      }),
    );
  });

  it.each([
    ['https://evil.example/x?s=1', 'it leads to https://evil.example'],
    ['/x?s=1', 'it is not an absolute URL'],
  ])('names the rule, and quotes what is wrong with %s', (url, quoted) => {
    const summary =
      'the nextLink must be an absolute URL of https://management.azure.com; nothing was sent to it';
    expect(() => requireTrustedUrl(url, endpoint, 'nextLink')).toThrow(
      expect.objectContaining({ summary, quoted, hint: expect.stringContaining('endpoint') }),
    );
  });

  it.each([
    'https://management.azure.com.evil.example/x',
    'https://evil.example/x',
    'http://management.azure.com/x',
    'https://management.azure.com:444/x',
    'https://user:pw@management.azure.com/x',
    'https://user@management.azure.com/x',
    '/relative',
    '//management.azure.com/x',
    'javascript:alert(1)',
    '',
  ])('refuses %s, and does not show its signature', (url) => {
    expect(() => requireTrustedUrl(`${url}?s=signature`, endpoint, 'operation URL')).toThrow(
      expect.objectContaining({ code: 'untrusted-url', message: expect.not.stringContaining('signature') }),
    );
  });

  it('accepts no URL of another scheme that claims the same origin', () => {
    expect(new URL(`blob:${endpoint}/x`).origin).toBe(endpoint);
    expect(() => requireTrustedUrl(`blob:${endpoint}/x`, endpoint, 'nextLink')).toThrow(
      expect.objectContaining({ code: 'untrusted-url' }),
    );
  });

  it('lets only those URLs pass that a request would send to the endpoint', () => {
    const host = fc.constantFrom('management.azure.com', 'MANAGEMENT.azure.com', 'evil.example', 'a.b');
    const before = fc.constantFrom(
      'https://',
      'http://',
      'https:\\\\',
      '//',
      'https://u@',
      'blob:https://',
      ' https://',
    );
    const after = fc.constantFrom(
      '',
      '/',
      '/x?y=1',
      ':443/x',
      ':444/x',
      '.evil.example/x',
      '@evil.example/x',
      '\\@evil.example',
    );
    fc.assert(
      fc.property(before, host, after, (start, name, end) => {
        const text = `${start}${name}${end}`;
        try {
          expect(requireTrustedUrl(text, endpoint, 'nextLink')).toBe(text);
          const { protocol, host: sentTo, username } = new URL(new Request(text).url);
          expect([protocol, sentTo, username]).toEqual(['https:', 'management.azure.com', '']);
        } catch (error) {
          expect(error).toMatchObject({ code: 'untrusted-url' });
        }
      }),
    );
    expect(requireTrustedUrl('https://MANAGEMENT.azure.com:443/x', endpoint, 'nextLink')).toContain(
      'MANAGEMENT',
    );
  });
});
