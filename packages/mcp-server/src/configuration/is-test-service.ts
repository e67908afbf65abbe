import { isLoopback } from '@azureml-kubernetes/core';

/** A service that speaks http can only be on this machine; one with https may be a way to Azure itself. */
export function isTestService(endpoint: string | null): boolean {
  if (endpoint === null || !URL.canParse(endpoint)) return false;
  const { protocol, hostname } = new URL(endpoint);
  return protocol === 'http:' && isLoopback(hostname);
}
