import { parseArgs } from 'node:util';
import { FLAGS } from '../flags.js';
import { findOutputFormat, type OutputFormat, WRONG_OUTPUT_FORMAT } from '../output/output-format.js';
import type { Problems } from '../problems.js';
import { unknownFlag } from '../unknown-flag.js';
import { readFlagValue } from './read-flag-value.js';
import { NAME_FLAG, type Verb } from './verb.js';

/** How the result is shown, and how long the program stays. */
export interface VerbOptions {
  readonly output: OutputFormat;
  /** A JMESPath expression; null shows the whole result. */
  readonly query: string | null;
  /** Wait for the end of what the verb starts. */
  readonly wait: boolean;
  readonly timeoutSeconds: number;
  /** Act without asking. */
  readonly yes: boolean;
  readonly quiet: boolean;
}

/** A verb with what was given. */
export interface ReadVerb {
  readonly options: VerbOptions;
  readonly help: boolean;
  /** The arguments of the tool. */
  readonly args: Readonly<Record<string, unknown>>;
  /** The flags of the connection, for the configuration of the server. */
  readonly connection: readonly string[];
}

const DEFAULT_TIMEOUT_SECONDS = 3_600;

const OWN_OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  output: { type: 'string', short: 'o' },
  json: { type: 'boolean' },
  query: { type: 'string' },
  wait: { type: 'boolean' },
  'no-wait': { type: 'boolean' },
  timeout: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  quiet: { type: 'boolean', short: 'q' },
  'no-color': { type: 'boolean' },
} as const;

/** Other names of flags, as users of Azure's own command line know them. */
const ALIASES: Readonly<Record<string, string>> = {
  'workspace-name': 'workspace',
  'user-assigned-identities': 'identity-ids',
  'max-results': 'limit',
  tag: 'tags',
};

/** Their short forms. */
const SHORT: Readonly<Record<string, string>> = {
  n: 'name',
  g: 'resource-group',
  w: 'workspace',
  i: 'identity-ids',
  r: 'limit',
};

interface Option {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: true;
}

/** Reads the arguments behind the two words of a verb. Everything that is wrong becomes a problem; no value is shown. */
export function readVerb(verb: Verb, argv: readonly string[], problems: Problems): ReadVerb {
  const known = optionsOf(verb);
  const { tokens, values } = parseArgs({ args: [...argv], options: known, strict: false, tokens: true });
  const given = new Map<string, string[]>();
  const connection: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') addTo(given, 'name', token.value);
    if (token.kind !== 'option') continue;
    const name = ALIASES[token.name] ?? token.name;
    const option = known[token.name];
    if (option === undefined) problems.add(unknownFlag(token.rawName, token.index + 1, Object.keys(known)));
    else if (token.value === '' && option.type === 'string' && isOptionalFlag(verb, name)) continue;
    else if (option.type === 'string' && !token.value) problems.add(`${token.rawName} needs a value`);
    else if (option.type === 'boolean' && token.value !== undefined)
      problems.add(`${token.rawName} takes no value`);
    else if (isConnectionFlag(verb, name))
      connection.push(...[`--${name}`, ...(token.value === undefined ? [] : [token.value])]);
    else addTo(given, name, token.value ?? 'true');
  }
  return {
    help: values['help'] === true,
    options: readOptions(given, verb, problems),
    args: values['help'] === true ? {} : readArguments(given, verb, problems),
    connection,
  };
}

function optionsOf(verb: Verb): Readonly<Record<string, Option>> {
  const plain: Record<string, Option> = { ...OWN_OPTIONS };
  for (const { name, kind } of Object.values(FLAGS))
    plain[name] = kind === 'switch' ? { type: 'boolean' } : { type: 'string', multiple: true };
  for (const { name, kind } of verb.flags)
    plain[name] = kind === 'switch' ? { type: 'boolean' } : { type: 'string', multiple: true };
  for (const [alias, name] of Object.entries(ALIASES)) {
    const option = plain[name];
    if (option !== undefined) plain[alias] = option;
  }
  for (const [short, name] of Object.entries(SHORT)) {
    const option = plain[name];
    if (option !== undefined) plain[name] = { ...option, short };
  }
  return plain;
}

/** A property of the tool wins over a flag of the server with the same name. */
function isConnectionFlag(verb: Verb, name: string): boolean {
  if (verb.flags.some((flag) => flag.name === name)) return false;
  return Object.values(FLAGS).some((flag) => flag.name === name);
}

/** An empty value of a parameter that need not be given means that it is not, as for every caller of the tool. */
function isOptionalFlag(verb: Verb, name: string): boolean {
  return verb.flags.some((flag) => flag.name === name && !flag.isRequired);
}

function addTo(given: Map<string, string[]>, name: string, value: string): void {
  given.set(name, [...(given.get(name) ?? []), value]);
}

function readOptions(given: Map<string, string[]>, verb: Verb, problems: Problems): VerbOptions {
  const last = (name: string): string | null => given.get(name)?.at(-1) ?? null;
  const isOn = (name: string): boolean => given.has(name);
  if (isOn('wait') && !verb.canWait)
    problems.add(`--wait: ${verb.words.join(' ')} starts nothing to wait for`);
  return {
    output: isOn('json') ? 'json' : readFormat(last('output'), problems),
    query: last('query'),
    wait: isOn('wait') && !isOn('no-wait'),
    timeoutSeconds: readTimeout(last('timeout'), problems),
    yes: isOn('yes'),
    quiet: isOn('quiet'),
  };
}

function readFormat(text: string | null, problems: Problems): OutputFormat {
  const found = findOutputFormat(text);
  if (found === null) problems.add(WRONG_OUTPUT_FORMAT);
  return found ?? 'table';
}

function readTimeout(text: string | null, problems: Problems): number {
  if (text === null) return DEFAULT_TIMEOUT_SECONDS;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  problems.add('--timeout must be a whole number of seconds, such as 600');
  return DEFAULT_TIMEOUT_SECONDS;
}

function readArguments(
  given: Map<string, string[]>,
  verb: Verb,
  problems: Problems,
): Readonly<Record<string, unknown>> {
  const names = given.get('name') ?? [];
  if (names.length > (verb.takesName ? 1 : 0))
    problems.add(`${verb.words.join(' ')} takes ${verb.takesName ? 'one name' : 'no name'}`);
  const args: Record<string, unknown> = {};
  for (const flag of verb.flags) {
    const values = given.get(flag.name);
    if (values !== undefined) args[flag.property] = readFlagValue(flag, values, problems);
    else if (flag.isRequired) problems.add(missing(verb, flag.name));
  }
  return args;
}

function missing({ words }: Verb, flag: string): string {
  return flag === NAME_FLAG ? `the name is missing, such as ${words.join(' ')} gpu` : `--${flag} is missing`;
}
