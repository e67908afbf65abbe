import type { Transport } from '@azureml-kubernetes/core';
import type { ProxySettings } from '../configuration/environment-proxy.js';

/** Sends requests over undici, through the proxy where there is one; undici is loaded by the first request. */
export function createHttpTransport(proxy: ProxySettings | null): Transport {
  let opened: Promise<Transport> | null = null;
  return async (request) => {
    opened ??= import('./open-undici.js').then(({ openUndici }) => openUndici(proxy));
    return (await opened)(request);
  };
}
