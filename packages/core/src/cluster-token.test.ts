import { describe, expect, it } from 'vitest';
import { clusterTokenOf } from './cluster-token.js';
import { Secret } from './domain/secret.js';

describe('clusterTokenOf', () => {
  it('asks a credential for the scope of AKS, and keeps the token secret', async () => {
    const asked: unknown[] = [];
    const credential = {
      getToken: async (scopes: string | string[]) => {
        asked.push(scopes);
        return { token: 'planted', expiresOnTimestamp: 1 };
      },
    };
    const token = await clusterTokenOf(credential)();
    expect(asked).toEqual([['6dae42f8-4368-4678-94ff-3960e28e3630/.default']]);
    expect([token?.reveal(), String(token)]).toEqual(['planted', '[redacted]']);
  });

  it.each([
    ['no source', undefined],
    ['a source without a token', async () => null],
    ['a source with an empty token', async () => ''],
    ['a credential without a token', { getToken: async () => null }],
    ['a credential that fails', { getToken: () => Promise.reject(new Error('no login')) }],
  ])('gives null for %s', async (_title, given) => {
    expect(await clusterTokenOf(given)()).toBeNull();
  });

  it('takes a source of texts or secrets', async () => {
    expect((await clusterTokenOf(async () => 'one')())?.reveal()).toBe('one');
    const secret = new Secret('two');
    expect(await clusterTokenOf(async () => secret)()).toBe(secret);
  });

  it('ends with the reason of an abort', async () => {
    const { signal } = { signal: AbortSignal.abort('enough') };
    const credential = { getToken: () => Promise.reject(new Error('aborted')) };
    await expect(clusterTokenOf(credential)(signal)).rejects.toBe('enough');
  });
});
