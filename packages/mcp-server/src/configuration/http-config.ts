import { isLoopback, parseOrigin } from '@azureml-kubernetes/core';
import { FLAGS } from '../command-line/flags.js';
import type { Problems } from '../command-line/problems.js';
import type { Settings } from '../command-line/settings.js';
import type { Environment } from '../runtime/environment.js';
import type { EntraSettings } from './entra-settings.js';
import { type OnBehalfOfSettings, readOnBehalfOf } from './on-behalf-of-settings.js';
import { parseEntraSettings } from './parse-entra-settings.js';

/** How to serve over HTTP. */
export interface HttpConfig {
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
  readonly stateless: boolean;
  readonly publicUrl: string | null;
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly sessionIdleMs: number;
  readonly maxSessions: number;
  /** Null serves everybody who reaches the address. */
  readonly auth: EntraSettings | null;
  /** Null calls Azure with this server's own identity. */
  readonly onBehalfOf: OnBehalfOfSettings | null;
  readonly requestsPerMinute: number;
}

/** What the settings of HTTP depend on beside the flags. */
export interface HttpSources {
  readonly env: Environment;
  /** Origin of the authority of the cloud. */
  readonly authority: string;
}

/** Null means to serve over stdin and stdout. */
export function parseHttpConfig(
  settings: Settings,
  sources: HttpSources,
  problems: Problems,
): HttpConfig | null {
  const stateless = settings.of(FLAGS.httpStateless);
  if (!settings.of(FLAGS.http) && !stateless) {
    if (settings.of(FLAGS.auth) !== 'none') problems.add('--auth needs --http');
    return null;
  }
  if (stateless && settings.of(FLAGS.confirm) === 'elicit')
    problems.add('--confirm elicit needs sessions: without them no person can be asked');
  const auth = parseEntraSettings(settings, sources.authority, problems);
  const host = settings.of(FLAGS.host) ?? '127.0.0.1';
  const publicUrl = parsePublicUrl(settings.of(FLAGS.publicUrl), problems);
  if (!isLoopback(host.includes(':') ? `[${host}]` : host)) requireForOthers(settings, problems);
  return {
    host,
    port: settings.of(FLAGS.port),
    stateless,
    publicUrl,
    allowedHosts: parseHosts(settings.of(FLAGS.allowedHosts) ?? [], problems),
    allowedOrigins: parseOrigins(settings.of(FLAGS.allowedOrigins) ?? [], problems),
    sessionIdleMs: settings.of(FLAGS.sessionIdleMinutes) * 60_000,
    maxSessions: settings.of(FLAGS.maxSessions),
    auth,
    onBehalfOf: parseOnBehalfOf(settings, auth, { env: sources.env, problems }),
    requestsPerMinute: auth === null ? 0 : settings.of(FLAGS.rateLimit),
  };
}

/** What has to be said before anybody on another machine is served. */
function requireForOthers(settings: Settings, problems: Problems): void {
  if (settings.of(FLAGS.auth) === 'none')
    problems.add('--host can be reached from other machines: that needs --auth entra');
  if (settings.of(FLAGS.publicUrl) === null)
    problems.add(
      '--public-url is missing: clients on other machines are told it, and no other name is served',
    );
}

function parsePublicUrl(text: string | null, problems: Problems): string | null {
  if (text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain =
    url !== null && [url.search, url.hash, url.username, url.password].every((part) => part === '');
  if (plain && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))))
    return url.href;
  problems.add('--public-url must be an https URL, such as https://mcp.example.com/mcp');
  return null;
}

function parseHosts(names: readonly string[], problems: Problems): readonly string[] {
  for (const name of names)
    if (!/^(?:[\w-]+\.)*[\w-]+$/.test(name))
      problems.add('--allowed-hosts must be names without a port, such as mcp.example.com');
  return names;
}

function parseOrigins(texts: readonly string[], problems: Problems): readonly string[] {
  return texts.flatMap((text) => problems.of(() => [parseOrigin(text, '--allowed-origins')], []));
}

interface OnBehalfOfSources extends Pick<HttpSources, 'env'> {
  readonly problems: Problems;
}

function parseOnBehalfOf(
  settings: Settings,
  auth: EntraSettings | null,
  { env, problems }: OnBehalfOfSources,
): OnBehalfOfSettings | null {
  if (settings.of(FLAGS.downstream) !== 'obo') return null;
  if (settings.of(FLAGS.demo)) problems.add('--downstream obo has no meaning with --demo');
  if (settings.of(FLAGS.auth) === 'none')
    problems.add('--downstream obo needs --auth entra: it acts for those who sign in');
  return auth === null ? null : readOnBehalfOf(env, auth, problems);
}
