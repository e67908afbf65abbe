type Environment = Readonly<Record<string, string | undefined>>;

/** `off`: none is configured; `unsupported`: this Node cannot, unless it is started with NODE_USE_ENV_PROXY=1. */
export type ProxyUse = 'off' | 'on' | 'unsupported';

/** Sends requests through the proxy that HTTPS_PROXY and NO_PROXY name, as other tools do; Node does not by itself. */
export function useEnvironmentProxy(env: Environment): ProxyUse {
  if (!env['HTTPS_PROXY'] && !env['https_proxy']) return 'off';
  if (env['NODE_USE_ENV_PROXY'] === '1') return 'on';
  // Loaded here, because few starts need it.
  const turnOn: unknown = Reflect.get(process.getBuiltinModule('node:http'), 'setGlobalProxyFromEnv');
  if (typeof turnOn !== 'function') return 'unsupported';
  turnOn(env);
  return 'on';
}
