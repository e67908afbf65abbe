import { parseArgs } from 'node:util';
import { FLAGS } from '../flags.js';
import { findOutputFormat, type OutputFormat, WRONG_OUTPUT_FORMAT } from '../output/output-format.js';
import type { Problems } from '../problems.js';
import { unknownFlag } from '../unknown-flag.js';

/** What `fleet plan` and `fleet apply` were given. */
export interface FleetArguments {
  readonly files: readonly string[];
  readonly help: boolean;
  readonly output: OutputFormat;
  /** `fleet plan`: exit with 2 where there are changes, and with 1 for every error. */
  readonly detailedExitCode: boolean;
  /** How many computes may be detached. */
  readonly maxDetaches: number;
  /** Changes at once. */
  readonly concurrency: number;
  readonly expect: string | null;
  /** Where the report goes: Markdown, or JSON for a name that ends so. */
  readonly report: string | null;
  readonly yes: boolean;
  readonly connection: readonly string[];
}

const OWN = {
  help: { type: 'boolean', short: 'h' },
  file: { type: 'string', short: 'f', multiple: true },
  output: { type: 'string', short: 'o' },
  json: { type: 'boolean' },
  'detailed-exitcode': { type: 'boolean' },
  'allow-detach': { type: 'boolean' },
  'max-detach': { type: 'string' },
  concurrency: { type: 'string' },
  expect: { type: 'string' },
  report: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  'no-color': { type: 'boolean' },
} as const;

/** Reads the arguments behind `fleet plan` or `fleet apply`. No value is ever shown. */
export function readFleetVerb(argv: readonly string[], problems: Problems): FleetArguments {
  const server = Object.fromEntries(
    Object.values(FLAGS).map(({ name, kind }) => [
      name,
      kind === 'switch' ? { type: 'boolean' as const } : { type: 'string' as const },
    ]),
  );
  const known = { ...server, 'workspace-name': { type: 'string' as const }, ...OWN };
  const { values, tokens } = parseArgs({ args: [...argv], options: known, strict: false, tokens: true });
  const connection: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional')
      problems.add(`argument ${token.index + 1} is no flag; a file is given by --file`);
    if (token.kind !== 'option') continue;
    const name = token.name === 'workspace-name' ? 'workspace' : token.name;
    if (!Object.hasOwn(known, token.name))
      problems.add(unknownFlag(token.rawName, token.index + 1, Object.keys(known)));
    else if (Object.hasOwn(server, name) && !Object.hasOwn(OWN, name))
      connection.push(...[`--${name}`, ...(token.value === undefined ? [] : [token.value])]);
  }
  const text = (name: keyof typeof OWN): string | null => {
    const value = [values[name]].flat().at(-1);
    return typeof value === 'string' ? value : null;
  };
  const files = [values.file]
    .flat()
    .filter((file): file is string => typeof file === 'string' && file !== '');
  if (files.length === 0 && values.help !== true) problems.add('--file is missing');
  const output = values.json === true ? 'json' : findOutputFormat(text('output'));
  if (output === null) problems.add(WRONG_OUTPUT_FORMAT);
  return {
    files,
    help: values.help === true,
    output: output ?? 'table',
    detailedExitCode: values['detailed-exitcode'] === true,
    maxDetaches:
      values['allow-detach'] === true ? (readCount('max-detach', text('max-detach'), problems) ?? 1) : 0,
    concurrency: readCount('concurrency', text('concurrency'), problems) ?? 4,
    expect: text('expect'),
    report: text('report'),
    yes: values.yes === true,
    connection,
  };
}

function readCount(name: string, text: string | null, problems: Problems): number | null {
  if (text === null) return null;
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  problems.add(`--${name} must be a whole number from 1 on, such as 4`);
  return null;
}
