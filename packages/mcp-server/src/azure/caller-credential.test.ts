import { ComputeTargetError, type TokenCredential } from '@azureml-kubernetes/core';
import { describe, expect, it } from 'vitest';
import { createCallerCredential } from './caller-credential.js';

const SCOPE = 'https://management.azure.com/.default';

function exchangeInto(made: string[]) {
  return (accessToken: string): TokenCredential => {
    made.push(accessToken);
    return { getToken: async () => ({ token: `azure for ${accessToken}`, expiresOnTimestamp: 1 }) };
  };
}

describe('createCallerCredential', () => {
  it('exchanges the access token that was shown last, and each only once', async () => {
    const made: string[] = [];
    const credential = createCallerCredential(exchangeInto(made));
    credential.renew('one');
    expect(await credential.getToken(SCOPE)).toMatchObject({ token: 'azure for one' });
    credential.renew('one');
    await credential.getToken(SCOPE);
    credential.renew('two');
    expect(await credential.getToken(SCOPE)).toMatchObject({ token: 'azure for two' });
    expect(made).toEqual(['one', 'two']);
  });

  it('says what a caller can do when the exchange is refused, and shows no token of the refusal', async () => {
    const credential = createCallerCredential(() => ({
      getToken: () => Promise.reject(new Error('AADSTS65001 for eyJhbGciOiJub25lIn0.secret.token')),
    }));
    credential.renew('one');
    const error: unknown = await credential.getToken(SCOPE).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'credential',
      reason: 'consent-needed',
      quoted: 'AADSTS65001 for [redacted token]',
      hint: expect.stringContaining('Sign in to this server again'),
    });
    expect(ComputeTargetError.isInstance(error) ? JSON.stringify(error) : '').not.toContain('secret');
  });
});
