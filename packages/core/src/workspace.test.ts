import { describe, expect, it } from 'vitest';
import { answerOf, requestTo } from '../test/plain-messages.js';
import { createTransport } from './create-transport.js';
import { systemClock } from './runtime/clock.js';
import type { Transport } from './transport/transport.js';
import { Workspace, type WorkspaceConnection } from './workspace.js';

const reference = {
  subscriptionId: '11111111-2222-3333-4444-555555555555',
  resourceGroup: 'rg',
  name: 'ws1',
};
const credential = { getToken: async () => ({ token: 't', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };

describe('Workspace', () => {
  it('knows where it is, and takes what is left out from the platform', () => {
    const workspace = new Workspace(reference, { credential });
    expect(workspace.id).toMatch(/workspaces\/ws1$/);
    expect(workspace).toMatchObject({ location: null, apiVersion: '2024-04-01', clock: systemClock });
    expect(workspace.cloud.resourceManager).toBe('https://management.azure.com');
  });

  it('uses a transport of one’s own as it is', () => {
    const transport: Transport = async () => answerOf();
    expect(new Workspace(reference, { transport }).transport).toBe(transport);
  });

  it.each([
    ['credential', {}],
    ['apiVersion', { credential, apiVersion: 'latest' }],
    ['cloud', { credential, cloud: 'mars' }],
    [
      'cloud.resourceManager',
      { credential, cloud: { resourceManager: 'http://x.example', scope: '', authority: '' } },
    ],
  ])('names %s when it is wrong', (field, connection) => {
    const asked = 'credential' in connection ? { credential } : {};
    const untyped: WorkspaceConnection = Object.assign(JSON.parse(JSON.stringify(connection)), asked);
    expect(() => new Workspace(reference, untyped)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ field }) }),
    );
  });
});

it.each(['', ' ', 7, {}])('names location when it is %j', (location) => {
  const untyped: ReturnType<typeof JSON.parse> = { ...reference, location };
  expect(() => new Workspace(untyped, { credential })).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ field: 'location' }) }),
  );
});

it('sends the token of the cloud to its own endpoint only', async () => {
  const sent: string[] = [];
  const transport = createTransport({
    credential,
    cloud: 'china',
    fetch: async (request) => {
      sent.push(`${new URL(request.url).host} ${request.headers.get('authorization')}`);
      return new Response('{}');
    },
  });
  await transport(requestTo('https://management.chinacloudapi.cn/x'));
  await expect(transport(requestTo('https://management.azure.com/x'))).rejects.toMatchObject({
    code: 'untrusted-url',
  });
  expect(sent).toEqual(['management.chinacloudapi.cn Bearer t']);
});
