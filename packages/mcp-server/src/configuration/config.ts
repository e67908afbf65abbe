import { resolve } from 'node:path';
import { isLoopback, type WorkspaceName, workspaceIdOf } from '@azureml-kubernetes/core';
import { FLAGS } from '../command-line/flags.js';
import { Problems } from '../command-line/problems.js';
import { readVariables } from '../command-line/read-variables.js';
import { readSettings, type Settings } from '../command-line/settings.js';
import type { ConfirmMode } from '../confirm/confirm-mode.js';
import { MIN_SECRET_LENGTH } from '../confirm/confirm-parts.js';
import type { ServedEra } from '../eras/served-era.js';
import type { LogLevel } from '../observability/log.js';
import type { Environment } from '../runtime/environment.js';
import { type CloudSettings, parseCloudSettings } from './cloud-settings.js';
import type { FileReader } from './config-file.js';
import { endpointsOf } from './endpoints-of.js';
import { type ProxySettings, proxyProblems, readProxy } from './environment-proxy.js';
import { type HttpConfig, parseHttpConfig } from './http-config.js';
import { refuseIdleFlags } from './idle-flags.js';
import { parseWorkspace } from './parse-workspace.js';
import { type PinnedWorkspace, resolvePinned } from './pinned-workspace.js';
import { type PreparingConfig, parsePreparing } from './preparing-config.js';

/** Everything that can be set, checked. */
export interface Config extends CloudSettings {
  /** An embedded fake service with a seeded workspace; no Azure account. */
  readonly demo: boolean;
  /** The way to Azure Resource Manager; null goes there directly, as it always is for a service on this machine. */
  readonly proxy: ProxySettings | null;
  readonly pinned: WorkspaceName | null;
  /** The config file above the working directory that named the workspace; null where it was named otherwise. */
  readonly pinnedFromAbove: string | null;
  readonly allowed: readonly WorkspaceName[] | null;
  readonly readOnly: boolean;
  readonly tools: readonly string[] | null;
  readonly preparing: PreparingConfig;
  readonly confirm: ConfirmMode;
  /** Which families of protocol revisions are served. */
  readonly era: ServedEra;
  /** The secrets that confirmations are signed and sealed with, the one in use first; null for one of this process alone. */
  readonly confirmKeys: readonly string[] | null;
  /** Null serves over stdin and stdout. */
  readonly http: HttpConfig | null;
  readonly logLevel: LogLevel;
  /** Absolute path of the file that writes are recorded in. */
  readonly auditLog: string | null;
  /** Variables with a name like ours that Kubernetes set for a Service. */
  readonly ignoredVariables: readonly string[];
}

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'serve'; readonly config: Config }
  | { readonly kind: 'doctor'; readonly config: Config; readonly json: boolean }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** Where the configuration comes from. */
export interface ConfigSources {
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly cwd: string;
  readonly readFile: FileReader;
  readonly toolNames: readonly string[];
}

/** Reads flags, then environment, then config.json; reports everything that is wrong at once. */
export function parseCommand(sources: ConfigSources): Command {
  const problems = new Problems();
  const { env, ignored } = readVariables(sources.env, problems);
  const settings = readSettings({ ...sources, env }, problems);
  if (settings.help) return { kind: 'help' };
  if (settings.version) return { kind: 'version' };
  const config = { ...parseConfig(settings, sources, problems), ignoredVariables: ignored };
  refuseIdleFlags(settings, problems);
  if (!mayUsePinned(config))
    problems.add('--allow-workspace does not hold the workspace that the server is tied to');
  if (isRemote(config)) for (const problem of proxyProblems(sources.env)) problems.add(problem);
  if (problems.found.length > 0) return { kind: 'problems', problems: problems.found };
  return settings.command === null
    ? { kind: 'serve', config }
    : { kind: settings.command, config, json: settings.json };
}

/** Whether anything is asked that is not on this machine. */
export function isRemote({ credential, http }: Config): boolean {
  return credential === 'azure' || http?.auth != null;
}

function parseConfig(
  settings: Settings,
  sources: ConfigSources,
  problems: Problems,
): Omit<Config, 'ignoredVariables'> {
  const demo = settings.of(FLAGS.demo);
  const access = parseCloudSettings(settings, sources.env, problems);
  const { resourceManager, authority } = endpointsOf(access);
  const auditLog = settings.of(FLAGS.auditLog);
  const readOnly = settings.of(FLAGS.readOnly);
  const http = parseHttpConfig(settings, { env: sources.env, authority }, problems);
  const isHere = demo || isLoopback(new URL(resourceManager).hostname);
  const pinned = demo ? NOT_PINNED : resolvePinned(settings, sources, problems);
  return {
    demo,
    ...access,
    proxy: isHere ? null : readProxy(sources.env),
    pinned: pinned.workspace,
    pinnedFromAbove: pinned.fromAbove,
    allowed: demo ? null : parseAllowed(settings.of(FLAGS.allowWorkspace), problems),
    readOnly,
    tools: parseTools(settings.of(FLAGS.tools), sources.toolNames, problems),
    preparing: parsePreparing(settings, { readOnly, http }, problems),
    confirm: settings.of(FLAGS.confirm),
    era: settings.of(FLAGS.era),
    confirmKeys: parseConfirmKeys(settings.of(FLAGS.confirmKey), problems),
    http,
    logLevel: settings.of(FLAGS.logLevel),
    auditLog: auditLog === null ? null : resolve(sources.cwd, auditLog),
  };
}

const NOT_PINNED: PinnedWorkspace = { workspace: null, fromAbove: null };

function mayUsePinned({ pinned, allowed }: Pick<Config, 'pinned' | 'allowed'>): boolean {
  if (pinned === null || allowed === null) return true;
  const id = workspaceIdOf(pinned).toLowerCase();
  return allowed.some((one) => workspaceIdOf(one).toLowerCase() === id);
}

function parseAllowed(texts: readonly string[] | null, problems: Problems): readonly WorkspaceName[] | null {
  if (texts === null) return null;
  return texts.flatMap((text) => problems.of(() => [parseWorkspace(text)], [], '--allow-workspace: '));
}

function parseConfirmKeys(secrets: readonly string[] | null, problems: Problems): readonly string[] | null {
  if (secrets === null) return null;
  if (secrets.some(({ length }) => length < MIN_SECRET_LENGTH))
    problems.add(
      `--confirm-key must be at least ${MIN_SECRET_LENGTH} characters long, such as the output of: openssl rand -base64 32`,
    );
  if (secrets.length === 0 || secrets.length > 2)
    problems.add('--confirm-key takes one secret, or two while one is replaced: <new>,<old>');
  return secrets;
}

function parseTools(
  names: readonly string[] | null,
  known: readonly string[],
  problems: Problems,
): readonly string[] | null {
  if (names?.some((name) => !known.includes(name)))
    problems.add(`--tools names a tool that does not exist; there are ${known.join(', ')}`);
  return names;
}
