import { CLOUDS } from '@azureml-kubernetes/core';
import { describe, expect, it } from 'vitest';
import { audiencesOf, authorizationServerOf, fullScope, issuersOf, keysUrlOf } from './issuers.js';

const tenant = '0f0e0d0c-1111-4222-8333-444455556666';
const clientId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

describe('the issuers of a tenant', () => {
  it.each([
    ['public' as const, ['https://sts.windows.net/', 'https://login.microsoftonline.com/']],
    ['usgov' as const, ['https://sts.windows.net/', 'https://login.microsoftonline.us/']],
    [
      'china' as const,
      [
        'https://sts.chinacloudapi.cn/',
        'https://login.chinacloudapi.cn/',
        'https://login.partner.microsoftonline.cn/',
      ],
    ],
  ])('are those of both versions in the %s cloud', (cloud, hosts) => {
    const issuers = issuersOf({ tenant, authority: CLOUDS[cloud].authority });
    expect(issuers).toEqual(hosts.map((host, index) => `${host}${tenant}${index === 0 ? '/' : '/v2.0'}`));
  });

  it('publish their keys at the authority', () => {
    const source = { tenant, authority: 'https://login.microsoftonline.com' };
    expect(keysUrlOf(source).href).toBe(`https://login.microsoftonline.com/${tenant}/discovery/v2.0/keys`);
    expect(authorizationServerOf(source)).toBe(`https://login.microsoftonline.com/${tenant}/v2.0`);
  });
});

describe('an application', () => {
  it('goes by its client id and by its App ID URI', () => {
    expect(audiencesOf({ audiences: [clientId] })).toEqual([clientId, `api://${clientId}`]);
    expect(audiencesOf({ audiences: [`api://${clientId}`] })).toEqual([`api://${clientId}`, clientId]);
    expect(audiencesOf({ audiences: ['api://compute.example.com', clientId] })).toEqual([
      'api://compute.example.com',
      clientId,
      `api://${clientId}`,
    ]);
    expect(audiencesOf({ audiences: ['https://mcp.example.com'] })).toEqual(['https://mcp.example.com']);
  });

  it('has scopes that start with its URI', () => {
    const url = 'https://mcp.example.com/mcp';
    expect(fullScope({ audiences: [clientId] }, url, 'Compute.Read')).toBe(`api://${clientId}/Compute.Read`);
    expect(fullScope({ audiences: ['api://mine', clientId] }, url, 'X')).toBe('api://mine/X');
  });

  it('has scopes of the URL of the endpoint, where that is one of its URIs', () => {
    const url = 'https://mcp.example.com/mcp';
    expect(fullScope({ audiences: [clientId, url] }, url, 'X')).toBe(`${url}/X`);
    expect(fullScope({ audiences: [clientId, `${url}/`] }, url, 'X')).toBe(`${url}/X`);
  });
});
