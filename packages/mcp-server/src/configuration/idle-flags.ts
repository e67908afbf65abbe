import type { Flag } from '../command-line/flag.js';
import { FLAGS } from '../command-line/flags.js';
import { HTTP_FLAGS } from '../command-line/http-flags.js';
import type { Problems } from '../command-line/problems.js';
import type { Settings } from '../command-line/settings.js';
import { isTestService } from './is-test-service.js';

/** Flags that have no effect in a case. */
interface IdleRule {
  /** Completes "has no effect". */
  readonly why: string;
  readonly applies: (settings: Settings) => boolean;
  readonly flags: readonly Flag<unknown>[];
}

const isHttp = (settings: Settings): boolean => settings.of(FLAGS.http) || settings.of(FLAGS.httpStateless);

const RULES: readonly IdleRule[] = [
  {
    why: 'without --http',
    applies: (settings) => !isHttp(settings),
    flags: Object.values(HTTP_FLAGS).filter(
      (flag) => ![FLAGS.http.name, FLAGS.httpStateless.name, FLAGS.auth.name].includes(flag.name),
    ),
  },
  {
    why: 'with --http-stateless',
    applies: (settings) => settings.of(FLAGS.httpStateless),
    flags: [FLAGS.sessionIdleMinutes, FLAGS.maxSessions],
  },
  {
    why: 'without --auth entra',
    applies: (settings) => isHttp(settings) && settings.of(FLAGS.auth) === 'none',
    flags: [
      FLAGS.authTenant,
      FLAGS.authAudience,
      FLAGS.authAuthority,
      FLAGS.authRead,
      FLAGS.authWrite,
      FLAGS.authPrepare,
      FLAGS.authRequireRoles,
      FLAGS.rateLimit,
    ],
  },
  {
    why: 'with --demo',
    applies: (settings) => settings.of(FLAGS.demo),
    flags: [
      FLAGS.workspace,
      FLAGS.subscription,
      FLAGS.resourceGroup,
      FLAGS.config,
      FLAGS.allowWorkspace,
      FLAGS.cloud,
      FLAGS.armEndpoint,
      FLAGS.armScope,
      FLAGS.authority,
      FLAGS.tenant,
      FLAGS.credential,
    ],
  },
  {
    why: 'for a test service, which takes any token (--credential azure takes tokens of Azure)',
    applies: (settings) =>
      isTestService(settings.of(FLAGS.armEndpoint)) && settings.of(FLAGS.credential) === 'auto',
    flags: [FLAGS.armScope, FLAGS.tenant],
  },
  {
    why: 'beside --workspace',
    applies: (settings) => !settings.of(FLAGS.demo) && settings.of(FLAGS.workspace) !== null,
    flags: [FLAGS.config],
  },
  {
    why: 'with --read-only, where nothing is written',
    applies: (settings) => settings.of(FLAGS.readOnly),
    flags: [FLAGS.auditLog, FLAGS.confirm, FLAGS.confirmKey],
  },
  {
    why: 'with --confirm off, which gives no tokens',
    applies: (settings) => settings.of(FLAGS.confirm) === 'off' && !settings.of(FLAGS.readOnly),
    flags: [FLAGS.confirmKey],
  },
];

/** Adds a problem for each flag of the command line that would change nothing. Variables may stand unused. */
export function refuseIdleFlags(settings: Settings, problems: Problems): void {
  for (const { why, applies, flags } of RULES) {
    const idle = flags.filter((flag) => settings.isOnCommandLine(flag));
    if (idle.length > 0 && applies(settings))
      for (const { name } of idle) problems.add(`--${name} has no effect ${why}: leave it out`);
  }
}
