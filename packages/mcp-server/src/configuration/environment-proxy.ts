import type { Environment } from '../runtime/environment.js';

/**
 * `off`: none is configured, or none is needed; `unsupported`: this Node cannot, unless it is one that can when it is
 * started with NODE_USE_ENV_PROXY=1.
 */
export type ProxyUse = 'off' | 'on' | 'unsupported';

/** All that Node reads as soon as one of them is followed. */
const VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

/** What is wrong with the proxies, without a word of their values, which may hold a password. */
export function proxyProblems(env: Environment): readonly string[] {
  if (!isConfigured(env)) return [];
  return VARIABLES.filter((name) => env[name] && !isProxy(env[name])).map(
    (name) =>
      `${name} must be an http URL, such as http://proxy.example.com:8080; in a password, # is written as %23`,
  );
}

/** Sends requests through the proxy that HTTPS_PROXY and NO_PROXY name, as other tools do; Node does not by itself. */
export function useEnvironmentProxy(env: Environment): ProxyUse {
  if (!isConfigured(env)) return 'off';
  if (env['NODE_USE_ENV_PROXY'] === '1' && heedsVariable()) return 'on';
  // Loaded here, because few starts need it.
  const turnOn: unknown = Reflect.get(process.getBuiltinModule('node:http'), 'setGlobalProxyFromEnv');
  if (typeof turnOn !== 'function') return 'unsupported';
  turnOn(env);
  return 'on';
}

function isConfigured(env: Environment): boolean {
  return Boolean(env['HTTPS_PROXY'] || env['https_proxy']);
}

function isProxy(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

/** A Node that knows the flag knows the variable. */
function heedsVariable(): boolean {
  return process.allowedNodeEnvironmentFlags.has('--use-env-proxy');
}
