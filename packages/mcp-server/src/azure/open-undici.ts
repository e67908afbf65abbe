import type { Transport } from '@azureml-kubernetes/core';
import { undiciTransport } from '@azureml-kubernetes/core/undici';
import { Agent, EnvHttpProxyAgent } from 'undici';
import type { ProxySettings } from '../configuration/environment-proxy.js';

/** Pools connections to Azure, and to the proxy on the way there. */
export function openUndici(proxy: ProxySettings | null): Transport {
  return undiciTransport(proxy === null ? new Agent() : new EnvHttpProxyAgent({ ...proxy }));
}
