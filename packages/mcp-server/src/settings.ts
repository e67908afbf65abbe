import { parseArgs } from 'node:util';
import type { Problems } from './problems.js';

/** What was asked for, unchecked: from flags, else from the environment. */
export interface Settings {
  /** Check whether everything is in place instead of serving. */
  readonly doctor: boolean;
  readonly help: boolean;
  readonly version: boolean;
  readonly demo: boolean;
  readonly readOnly: boolean;
  readonly workspace: string | null;
  readonly subscription: string | null;
  readonly resourceGroup: string | null;
  readonly configPath: string | null;
  readonly cloud: string | null;
  readonly armEndpoint: string | null;
  readonly confirm: string | null;
  readonly logLevel: string | null;
  readonly tools: readonly string[] | null;
  readonly allowWorkspace: readonly string[] | null;
}

interface Sources {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

const TEXT = { type: 'string', multiple: true } as const;
const SWITCH = { type: 'boolean' } as const;

const OPTIONS = {
  help: { ...SWITCH, short: 'h' },
  version: { ...SWITCH, short: 'v' },
  demo: SWITCH,
  'read-only': SWITCH,
  workspace: TEXT,
  subscription: TEXT,
  'resource-group': TEXT,
  config: TEXT,
  cloud: TEXT,
  'arm-endpoint': TEXT,
  confirm: TEXT,
  'log-level': TEXT,
  tools: TEXT,
  'allow-workspace': TEXT,
} as const;

type Flags = Readonly<Record<string, boolean | readonly (string | boolean)[] | string | undefined>>;

export function readSettings({ argv, env }: Sources, problems: Problems): Settings {
  const doctor = argv[0] === 'doctor';
  const flags = readFlags(doctor ? argv.slice(1) : argv, problems);
  const text = (name: string): string | null => readList(name, flags, env)?.at(-1) ?? null;
  const list = (name: string): readonly string[] | null => splitList(readList(name, flags, env));
  const isOn = (name: string): boolean => flags[name] === true || isSwitchedOn(name, env, problems);
  return {
    doctor,
    help: flags['help'] === true,
    version: flags['version'] === true,
    demo: isOn('demo'),
    readOnly: isOn('read-only'),
    workspace: text('workspace'),
    subscription: text('subscription'),
    resourceGroup: text('resource-group'),
    configPath: text('config'),
    cloud: text('cloud'),
    armEndpoint: text('arm-endpoint'),
    confirm: text('confirm'),
    logLevel: text('log-level'),
    tools: list('tools'),
    allowWorkspace: list('allow-workspace'),
  };
}

/** Every flag that is wrong becomes a problem of its own; the rest are read. */
function readFlags(argv: readonly string[], problems: Problems): Flags {
  const { values, tokens } = parseArgs({ args: [...argv], options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') problems.add(`${token.value}: no such command; see --help`);
    if (token.kind !== 'option') continue;
    const option = Object.entries(OPTIONS).find(([name]) => name === token.name)?.[1];
    if (option === undefined) problems.add(`${token.rawName}: no such flag; see --help`);
    else if (option.type === 'string' && !token.value) problems.add(`${token.rawName} needs a value`);
    else if (option.type === 'boolean' && token.value !== undefined)
      problems.add(`${token.rawName} takes no value`);
  }
  return values;
}

function readList(name: string, flags: Flags, env: Sources['env']): readonly string[] | null {
  const given = flags[name];
  if (Array.isArray(given)) return given.filter((value) => typeof value === 'string');
  const fromEnv = env[variableOf(name)];
  return fromEnv === undefined || fromEnv === '' ? null : [fromEnv];
}

function splitList(values: readonly string[] | null): readonly string[] | null {
  if (values === null) return null;
  return values
    .flatMap((value) => value.split(','))
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function isSwitchedOn(name: string, env: Sources['env'], problems: Problems): boolean {
  const value = (env[variableOf(name)] ?? '').toLowerCase();
  if (['1', 'true', 'yes', 'on'].includes(value)) return true;
  if (!['', '0', 'false', 'no', 'off'].includes(value))
    problems.add(`${variableOf(name)} must be true or false`);
  return false;
}

/** The environment variable of a flag, such as `AZUREML_KUBERNETES_READ_ONLY`. */
function variableOf(flag: string): string {
  return `AZUREML_KUBERNETES_${flag.replaceAll('-', '_').toUpperCase()}`;
}
