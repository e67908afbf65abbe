import { nearestWord } from '@azureml-kubernetes/core';
import type { Environment } from '../runtime/environment.js';
import { type Flag, variableOf } from './flag.js';
import { FLAGS } from './flags.js';
import type { Problems } from './problems.js';

/** What was asked for: from flags, else from the environment. */
export interface Settings {
  /** The word before the flags; null means to serve. */
  readonly command: 'doctor' | null;
  readonly help: boolean;
  readonly version: boolean;
  /** Whether doctor is to write JSON. */
  readonly json: boolean;
  /** Whether a flag was given itself, rather than by its variable. */
  isOnCommandLine(flag: Pick<Flag<unknown>, 'name'>): boolean;
  of<T>(flag: Flag<T>): T;
}

/** Where settings come from; a flag wins over its variable. */
export interface SettingsSources {
  readonly argv: readonly string[];
  readonly env: Environment;
}

type Options = Readonly<Record<string, { type: 'string' | 'boolean'; multiple?: boolean; short?: string }>>;

const OPTIONS: Options = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  ...Object.fromEntries(
    Object.values(FLAGS).map(({ name, kind }) => [
      name,
      kind === 'switch' ? { type: 'boolean' } : { type: 'string', multiple: true },
    ]),
  ),
};

/** What doctor takes beside the flags of the server. */
const DOCTOR_OPTIONS: Options = { ...OPTIONS, json: { type: 'boolean' } };

type GivenFlags = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** Every flag that is wrong becomes a problem of its own; the rest are read. No value is ever shown. */
export function readSettings({ argv, env }: SettingsSources, problems: Problems): Settings {
  const command = argv[0] === 'doctor' ? argv[0] : null;
  const given =
    command === null
      ? readFlags(argv, { start: 0, options: OPTIONS }, problems)
      : readFlags(argv, { start: 1, options: DOCTOR_OPTIONS }, problems);
  return {
    command,
    help: given['help'] === true,
    version: given['version'] === true,
    json: given['json'] === true,
    isOnCommandLine: ({ name }) => valuesOf(given[name]) !== null,
    of: (flag) => flag.read(valuesOf(given[flag.name]) ?? valuesOf(env[variableOf(flag)]), problems),
  };
}

interface FlagReading {
  /** The arguments are read from this one on. */
  readonly start: number;
  readonly options: Options;
}

function readFlags(argv: readonly string[], reading: FlagReading, problems: Problems): GivenFlags {
  const { start, options } = reading;
  // Not imported: an import of node:util reads every member, and some load more of Node when they are read.
  const { parseArgs } = process.getBuiltinModule('node:util');
  const args = argv.slice(start);
  const { values, tokens } = parseArgs({ args, options, strict: false, tokens: true });
  for (const token of tokens) {
    // What follows a mistyped flag may be a secret.
    if (token.kind === 'positional')
      problems.add(`argument ${start + token.index + 1} is neither a flag nor a command; see --help`);
    if (token.kind === 'option') addFlagProblem(token, reading, problems);
  }
  return values;
}

interface OptionToken {
  readonly index: number;
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
}

function addFlagProblem(
  { index, name, rawName, value }: OptionToken,
  { start, options }: FlagReading,
  problems: Problems,
): void {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined) problems.add(unknownFlag(rawName, start + index + 1));
  else if (option.type === 'string' && !value) problems.add(`${rawName} needs a value`);
  else if (option.type === 'boolean' && value !== undefined) problems.add(`${rawName} takes no value`);
}

/** Only what looks like the name of a flag is shown. */
function unknownFlag(rawName: string, position: number): string {
  if (!/^--\w[\w-]{0,40}$/.test(rawName)) return `argument ${position} is no flag; see --help`;
  const meant = nearestWord(rawName, Object.keys(OPTIONS));
  return `${rawName}: no such flag; ${meant === null ? 'see --help' : `did you mean --${meant}?`}`;
}

/** An empty variable, and a flag whose value is missing, count as not given. */
function valuesOf(given: GivenFlags[string]): readonly string[] | null {
  const values = [given]
    .flat()
    .flatMap((value) => (value === undefined || value === '' ? [] : [String(value)]));
  return values.length === 0 ? null : values;
}
