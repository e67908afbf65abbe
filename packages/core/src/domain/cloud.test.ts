import { describe, expect, it } from 'vitest';
import {
  CLOUDS,
  type CloudEndpoints,
  type CloudName,
  isSecure,
  offersTrustedAccess,
  parseCloud,
  parseOrigin,
} from './cloud.js';

describe('parseOrigin', () => {
  it.each([
    ['https://x.example', 'https://x.example'],
    ['https://x.example:8443/', 'https://x.example:8443'],
    ['http://localhost:1', 'http://localhost:1'],
    ['http://127.0.0.1:1', 'http://127.0.0.1:1'],
    ['http://127.255.255.254', 'http://127.255.255.254'],
    ['http://[::1]:1', 'http://[::1]:1'],
  ])('reads %s', (text, origin) => {
    expect(parseOrigin(text, 'field')).toBe(origin);
  });

  it.each([
    '',
    'x.example',
    'http://x.example',
    'http://1127.0.0.1.example',
    'http://x127.0.0.1',
    'http://128.0.0.1',
    'http://localhost.example',
    'ftp://localhost',
    'https://x.example/path',
    'https://x.example/?q',
    'https://x.example/#h',
    'https://user@x.example',
    'http://2130706433',
    'http://0x7f.1',
    'https://127.1',
    'https://017700000001',
  ])('refuses %j', (text) => {
    expect(() => parseOrigin(text, 'field')).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});

it('knows what is secure', () => {
  expect(isSecure(new URL('https://x.example'))).toBe(true);
  expect(isSecure(new URL('http://x.example'))).toBe(false);
});

describe('parseCloud', () => {
  it('pins the endpoints of each', () => {
    expect(CLOUDS).toEqual({
      public: {
        resourceManager: 'https://management.azure.com',
        scope: 'https://management.azure.com/.default',
        authority: 'https://login.microsoftonline.com',
      },
      usgov: {
        resourceManager: 'https://management.usgovcloudapi.net',
        scope: 'https://management.usgovcloudapi.net/.default',
        authority: 'https://login.microsoftonline.us',
      },
      china: {
        resourceManager: 'https://management.chinacloudapi.cn',
        scope: 'https://management.chinacloudapi.cn/.default',
        authority: 'https://login.chinacloudapi.cn',
      },
    });
    expect(parseCloud()).toBe(CLOUDS.public);
    expect(parseCloud('china')).toBe(CLOUDS.china);
  });

  it('takes endpoints of one’s own, as an origin', () => {
    const own: CloudEndpoints = { resourceManager: 'http://127.0.0.1:8080/', scope: 's', authority: 'a' };
    expect(parseCloud(own)).toEqual({ ...own, resourceManager: 'http://127.0.0.1:8080' });
  });

  it.each(['germany', 'toString', null, 7, [], {}, { resourceManager: 'https://x.example' }])(
    'refuses %j',
    (cloud) => {
      const untyped: CloudName = JSON.parse(JSON.stringify(cloud));
      expect(() => parseCloud(untyped)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    },
  );

  it('names the clouds that there are', () => {
    const name: CloudName = JSON.parse('"azure"');
    expect(() => parseCloud(name)).toThrow(
      expect.objectContaining({
        message: 'cloud must be one of public, usgov, china, or endpoints of your own',
        problem: expect.objectContaining({ example: 'public' }),
      }),
    );
  });
});

describe('offersTrustedAccess', () => {
  it('says no for the sovereign clouds alone, also when their authority is given', () => {
    expect(offersTrustedAccess(CLOUDS.public)).toBe(true);
    expect([CLOUDS.usgov, CLOUDS.china].map(offersTrustedAccess)).toEqual([false, false]);
    expect(offersTrustedAccess({ ...CLOUDS.public, authority: `${CLOUDS.china.authority}//` })).toBe(false);
    expect(offersTrustedAccess({ ...CLOUDS.public, authority: 'https://login.example/china' })).toBe(true);
  });
});
