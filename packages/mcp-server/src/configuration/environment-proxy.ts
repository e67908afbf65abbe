import type { Environment } from '../runtime/environment.js';

/**
 * `off`: none is configured, or none is needed; `unsupported`: this Node cannot, unless it is one that can when it is
 * started with NODE_USE_ENV_PROXY=1. Requests to Azure Resource Manager go through the proxy all the same.
 */
export type ProxyUse = 'off' | 'on' | 'unsupported';

/** The proxy of the environment. It may hold a password. */
export interface ProxySettings {
  readonly httpsProxy: string;
  /** Hosts that are reached without a proxy, with commas between them; this machine is always among them. */
  readonly noProxy: string;
}

/** All that Node reads as soon as one of them is followed. */
const VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];
/** With and without brackets, as programs differ in how they compare an address of version 6. */
const THIS_MACHINE = ['localhost', '127.0.0.1', '::1', '[::1]'];

/** What is wrong with the proxies, without a word of their values, which may hold a password. */
export function proxyProblems(env: Environment): readonly string[] {
  if (readProxy(env) === null) return [];
  return VARIABLES.filter((name) => env[name] && !isProxy(env[name])).map(
    (name) =>
      `${name} must be an http URL, such as http://proxy.example.com:8080; in a password, # is written as %23`,
  );
}

/** Reads the proxy; null where HTTPS_PROXY names none. A name in lower case comes first, as it does in Node and curl. */
export function readProxy(env: Environment): ProxySettings | null {
  const httpsProxy = env['https_proxy'] || env['HTTPS_PROXY'];
  if (!httpsProxy) return null;
  return { httpsProxy, noProxy: withThisMachine(env['no_proxy'] ?? env['NO_PROXY'] ?? '') };
}

/**
 * Sends what Node's own HTTP asks through the proxy that HTTPS_PROXY and NO_PROXY name, as other tools do; Node does not
 * by itself. Writes NO_PROXY, because Azure's identity library reads it from the environment.
 */
export function useEnvironmentProxy(env: Record<string, string | undefined>): ProxyUse {
  const proxy = readProxy(env);
  if (proxy === null) return 'off';
  env['NO_PROXY'] = proxy.noProxy;
  env['no_proxy'] = proxy.noProxy;
  // Loaded here, because few starts need it.
  const turnOn: unknown = Reflect.get(process.getBuiltinModule('node:http'), 'setGlobalProxyFromEnv');
  if (typeof turnOn === 'function') turnOn(env);
  else if (env['NODE_USE_ENV_PROXY'] !== '1' || !heedsVariable()) return 'unsupported';
  return 'on';
}

/** A star stands for every host, but only alone. */
function withThisMachine(noProxy: string): string {
  if (noProxy.trim() === '*') return '*';
  return [...noProxy.split(/[,\s]+/).filter((host) => host !== ''), ...THIS_MACHINE].join(',');
}

function isProxy(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

/** A Node that knows the flag knows the variable. */
function heedsVariable(): boolean {
  return process.allowedNodeEnvironmentFlags.has('--use-env-proxy');
}
