import { ManualClock } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { answerOf, requestTo } from '../test/plain-messages.js';
import { createTransport } from './create-transport.js';

const credential = { getToken: async () => ({ token: 't', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };

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

describe('the budget of requests', () => {
  const at = (resourceManager: string) => ({ resourceManager, scope: 's', authority: '' });
  const readAtOnce = async (endpoint: string, count: number, statuses: number[] = []): Promise<number> => {
    const clock = new ManualClock({ autoAdvance: true });
    const transport = createTransport({
      credential,
      cloud: at(endpoint),
      clock,
      random: () => 0,
      http: async () => answerOf({ status: statuses.shift() ?? 200 }),
    });
    await Promise.all(Array.from({ length: count }, () => transport(requestTo(`${endpoint}/x`))));
    return Math.round(clock.monotonic());
  };

  it('holds what Azure would refuse, each try for itself', async () => {
    expect(await readAtOnce('https://management.azure.com', 240)).toBe(0);
    expect(await readAtOnce('https://management.azure.com', 241)).toBe(42);
    expect(await readAtOnce('https://management.azure.com', 240, [503])).toBe(42);
  });

  it('is not for a service on this machine', async () => {
    expect(await readAtOnce('http://127.0.0.1:8080', 1_000)).toBe(0);
  });
});
