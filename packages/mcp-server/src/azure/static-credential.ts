import type { TokenCredential } from '@azureml-kubernetes/core';

const LIFETIME_MS = 60 * 60_000;

/** For a test service on this machine, which takes any token: no Azure account is asked. */
export function createStaticCredential(now: () => number): TokenCredential {
  return { getToken: async () => ({ token: 'local-test-service', expiresOnTimestamp: now() + LIFETIME_MS }) };
}
