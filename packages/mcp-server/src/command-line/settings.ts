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

type GivenFlags = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** Every flag that is wrong becomes a problem of its own; the rest are read. */
export function readSettings({ argv, env }: SettingsSources, problems: Problems): Settings {
  const command = argv[0] === 'doctor' ? argv[0] : null;
  const given = readFlags(command === null ? argv : argv.slice(1), problems);
  return {
    command,
    help: given['help'] === true,
    version: given['version'] === true,
    of: (flag) => flag.read(valuesOf(given[flag.name]) ?? valuesOf(env[variableOf(flag)]), problems),
  };
}

function readFlags(argv: readonly string[], problems: Problems): GivenFlags {
  // Not imported: an import of node:util reads every member, and some load more of Node when they are read.
  const { parseArgs } = process.getBuiltinModule('node:util');
  const { values, tokens } = parseArgs({ args: [...argv], options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') problems.add(`${token.value}: no such command; see --help`);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(OPTIONS, token.name) ? OPTIONS[token.name] : undefined;
    if (option === undefined) problems.add(`${token.rawName}: no such flag; see --help`);
    else if (option.type === 'string' && !token.value) problems.add(`${token.rawName} needs a value`);
    else if (option.type === 'boolean' && token.value !== undefined)
      problems.add(`${token.rawName} takes no value`);
  }
  return values;
}

/** An empty variable, and a flag whose value is missing, count as not given. */
function valuesOf(given: GivenFlags[string]): readonly string[] | null {
  const values = [given]
    .flat()
    .flatMap((value) => (value === undefined || value === '' ? [] : [String(value)]));
  return values.length === 0 ? null : values;
}
