import { describe, expect, it } from 'vitest';
import { credentialAttempts } from './credential-attempts.js';

describe('credentialAttempts', () => {
  it('names each credential of a chain with its words, and no secret', () => {
    const chain = Object.assign(new Error('ChainedTokenCredential authentication failed'), {
      errors: [
        new Error('EnvironmentCredential is unavailable. No underlying credential could be used.'),
        new Error("Please run 'az login' from the Azure CLI; client_secret=hunter2hunter2 was refused"),
        new Error('something else\u001b[2J'),
      ],
    });
    const attempts = credentialAttempts(chain);
    expect(attempts.map(({ credential }) => credential)).toEqual([
      'EnvironmentCredential',
      'AzureCliCredential',
      'a credential',
    ]);
    expect(attempts[1]?.quoted).toContain("Please run 'az login'");
    expect(JSON.stringify(attempts)).not.toMatch(/hunter2|\\u001b/);
  });

  it('takes an error of another kind for one attempt, and what is no error for none', () => {
    expect(credentialAttempts(new Error('no'))).toEqual([{ credential: 'a credential', quoted: 'no' }]);
    expect(credentialAttempts('no')).toEqual([]);
  });
});
