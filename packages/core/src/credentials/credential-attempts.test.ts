import { describe, expect, it } from 'vitest';
import { credentialAttempts } from './credential-attempts.js';

describe('credentialAttempts', () => {
  it('names each credential of a chain with its words, and no secret', () => {
    const chain = Object.assign(new Error('ChainedTokenCredential authentication failed'), {
      errors: [
        new Error('EnvironmentCredential is unavailable. No underlying credential could be used.'),
        new Error("Please run 'az login' from the Azure CLI; client_secret=hunter2hunter2 was refused"),
        new Error('something else'),
      ],
    });
    const attempts = credentialAttempts(chain);
    expect(attempts.map(({ credential }) => credential)).toEqual([
      'EnvironmentCredential',
      'AzureCliCredential',
      null,
    ]);
    expect(attempts[1]?.quoted).toContain("Please run 'az login'");
    expect(JSON.stringify(attempts)).not.toMatch(/hunter2/);
  });

  it('reads the code of the authority, and bounds the words', () => {
    const [attempt] = credentialAttempts(
      new Error(`700016 - AADSTS700016: no application ${'x'.repeat(9_000)}`),
    );
    expect(attempt).toMatchObject({ credential: null, code: 'AADSTS700016' });
    expect(attempt?.quoted).toHaveLength(2_000);
  });

  it('takes an error of another kind for one attempt, and what is no error for none', () => {
    expect(credentialAttempts(new Error('no'))).toEqual([{ credential: null, code: null, quoted: 'no' }]);
    expect(credentialAttempts('no')).toEqual([]);
  });
});
