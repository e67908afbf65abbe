import { choiceFlag, integerFlag, listFlag, switchFlag, textFlag } from './flag.js';

const group = 'http' as const;

/** The flags of serving over HTTP. */
export const HTTP_FLAGS = {
  http: switchFlag({ name: 'http', group, help: 'serve over Streamable HTTP instead of stdin and stdout' }),
  host: textFlag({
    name: 'host',
    group,
    value: '<address>',
    help: 'address to listen at (default: 127.0.0.1); any that other machines can reach needs --auth',
  }),
  port: integerFlag({
    name: 'port',
    group,
    value: '<n>',
    min: 0,
    max: 65_535,
    otherwise: 3000,
    help: 'port to listen at; 0 takes any, the line {"url": …} on stderr tells which',
  }),
  httpStateless: switchFlag({
    name: 'http-stateless',
    group,
    help: 'keep no sessions, so that any of several replicas can answer; implies --http',
  }),
  publicUrl: textFlag({
    name: 'public-url',
    group,
    value: '<url>',
    help: 'the URL of the endpoint as clients know it, when that is not the address',
  }),
  allowedHosts: listFlag({
    name: 'allowed-hosts',
    group,
    value: '<a,b>',
    help: 'further names that requests may be addressed to',
  }),
  allowedOrigins: listFlag({
    name: 'allowed-origins',
    group,
    value: '<a,b>',
    help: 'origins of web pages that may call, such as https://app.example.com',
  }),
  sessionIdleMinutes: integerFlag({
    name: 'session-idle-minutes',
    group,
    value: '<n>',
    min: 1,
    max: 24 * 60,
    otherwise: 30,
    help: 'close sessions that are idle for this many minutes',
  }),
  maxSessions: integerFlag({
    name: 'max-sessions',
    group,
    value: '<n>',
    min: 1,
    max: 100_000,
    otherwise: 1_000,
    help: 'how many sessions there may be; with --auth a tenth of them for each caller',
  }),
  auth: choiceFlag({
    name: 'auth',
    group,
    choices: ['none', 'entra'],
    otherwise: 'none',
    help: 'whom to serve: everybody, or holders of an access token of Microsoft Entra ID',
  }),
  authTenant: textFlag({
    name: 'auth-tenant',
    group,
    value: '<guid>',
    help: 'the tenant that issues the tokens',
  }),
  authAudience: listFlag({
    name: 'auth-audience',
    group,
    value: '<a,b>',
    help: 'client id or App ID URI of the application that the tokens are for',
  }),
  authAuthority: textFlag({
    name: 'auth-authority',
    group,
    value: '<url>',
    help: 'origin of the authority (default: that of the cloud)',
  }),
  authRead: listFlag({
    name: 'auth-read',
    group,
    value: '<a,b>',
    help: 'scopes and app roles that allow to read (default: Compute.Read, Compute.Read.All)',
  }),
  authWrite: listFlag({
    name: 'auth-write',
    group,
    value: '<a,b>',
    help: 'scopes and app roles that allow to attach and detach, too (default: Compute.ReadWrite, Compute.ReadWrite.All)',
  }),
  authPrepare: listFlag({
    name: 'auth-prepare',
    group,
    value: '<a,b>',
    help: 'scopes and app roles that allow to prepare clusters and to look into them, which writing does not imply (default: Compute.Prepare, Compute.Prepare.All)',
  }),
  authRequireRoles: switchFlag({
    name: 'auth-require-roles',
    group,
    help: 'a person needs an app role as well as a scope; without a role nothing is allowed',
  }),
  downstream: choiceFlag({
    name: 'downstream',
    group,
    choices: ['identity', 'obo'],
    otherwise: 'identity',
    help: "who calls Azure: this server's own identity, or each caller, on whose behalf the server gets a token",
  }),
  rateLimit: integerFlag({
    name: 'rate-limit',
    group,
    value: '<n>',
    min: 0,
    max: 1_000_000,
    otherwise: 600,
    help: 'requests a minute of each caller, with --auth; 0 means without limit',
  }),
} as const;
