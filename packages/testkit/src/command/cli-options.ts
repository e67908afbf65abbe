import { parseArgs } from 'node:util';
import { parseCorsOrigin } from '../http/cors.js';
import { worlds } from '../seed/worlds/worlds.js';
import type { ServiceModes } from '../service/modes/modes.js';
import { parseModes } from './parse-modes.js';

/** What the command line asks for. Durations are milliseconds. */
export type CliCommand =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly problem: string }
  | { readonly kind: 'serve'; readonly options: ServeOptions };

/** What `serve` is asked for. Durations are milliseconds. */
export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  /** The name of a seed of the kit, or a file. */
  readonly seed: string;
  readonly attachMs: number | null;
  readonly detachMs: number | null;
  readonly prepareMs: number | null;
  readonly stateFile: string | null;
  readonly journalFile: string | null;
  readonly modes: Partial<ServiceModes>;
  /** An origin, or `*`. */
  readonly cors: string | null;
  readonly tlsCert: string | null;
  readonly tlsKey: string | null;
  readonly strict: boolean;
  readonly throttle: boolean;
}

/** The text of `--help`. */
export const helpText: string = `azureml-kubernetes-testkit serve [options]

Serves a fake Azure Machine Learning compute service until SIGINT, SIGTERM or SIGHUP. When it listens, it prints one
line of JSON on stdout: {"url", "subscriptionId", "resourceGroup", "workspace", "clusters": [{"id", "kind"}]}.

  --port <n>          port to listen on; 0 (default) takes any free one
  --host <address>    default 127.0.0.1
  --seed <s>          demo (default), troubled, empty, a world (below), or a JSON file
  --attach-ms <n>     how long an attach takes, default 3000
  --detach-ms <n>     how long a detach takes, default 1000
  --prepare-ms <n>    how long each long step of preparing a cluster takes, default 3000
  --state <file>      keep the world in this file between runs; once it exists, it wins over --seed
  --mode <name=value> choose where Azure is unproven or varies, such as pageSize=2; may be repeated
  --cors <origin>     let pages of this origin (* for all) talk to the service from a browser
  --journal <file>    append a line of JSON for each request that was answered, without its secrets
  --tls-cert <file>   with --tls-key <file>: serve HTTPS (PEM)
  --lenient           ignore headers and query parameters that are not modelled, instead of refusing them (501)
  --strict            refuse them; the default
  --throttle          enforce ARM's request limits
  --version, --help

Exit codes: 0 stopped, 1 could not start or stop, 2 wrong use, 3 a fault of the seed file never struck.

Worlds, each with one thing planted:
${listWorlds(100)}
`;

/** The names of the worlds, in lines of at most so many characters. */
function listWorlds(width: number): string {
  const lines = [''];
  for (const name of Object.keys(worlds)) {
    const line = `${lines.at(-1)}  ${name}`;
    if (line.length > width) lines.push(`  ${name}`);
    else lines[lines.length - 1] = line;
  }
  return lines.join('\n');
}

/** Reads the command line. Never throws. */
export function parseCommand(args: readonly string[]): CliCommand {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: flags });
    if (values.help) return { kind: 'help' };
    if (values.version) return { kind: 'version' };
    if (positionals.length !== 1 || positionals[0] !== 'serve')
      return { kind: 'wrong', problem: `expected the command 'serve', got '${positionals.join(' ')}'` };
    return { kind: 'serve', options: serveOptions(values) };
  } catch (error) {
    return { kind: 'wrong', problem: error instanceof Error ? error.message : String(error) };
  }
}

const noModes: string[] = [];
const flags = {
  port: { type: 'string', default: '0' },
  host: { type: 'string', default: '127.0.0.1' },
  seed: { type: 'string', default: 'demo' },
  'attach-ms': { type: 'string' },
  'detach-ms': { type: 'string' },
  'prepare-ms': { type: 'string' },
  state: { type: 'string' },
  journal: { type: 'string' },
  mode: { type: 'string', multiple: true, default: noModes },
  cors: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  strict: { type: 'boolean', default: false },
  lenient: { type: 'boolean', default: false },
  throttle: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

type FlagValues = ReturnType<typeof parseArgs<{ options: typeof flags }>>['values'];

function serveOptions(values: FlagValues): ServeOptions {
  const tlsCert = values['tls-cert'] ?? null;
  const tlsKey = values['tls-key'] ?? null;
  if (values.strict && values.lenient) throw new Error('--strict and --lenient exclude each other');
  if ((tlsCert === null) !== (tlsKey === null)) throw new Error('--tls-cert and --tls-key belong together');
  return {
    port: wholeNumber('--port', values.port, 65535) ?? 0,
    host: values.host,
    seed: values.seed,
    attachMs: wholeNumber('--attach-ms', values['attach-ms']),
    detachMs: wholeNumber('--detach-ms', values['detach-ms']),
    prepareMs: wholeNumber('--prepare-ms', values['prepare-ms']),
    stateFile: values.state ?? null,
    journalFile: values.journal ?? null,
    modes: parseModes(values.mode),
    cors: values.cors === undefined ? null : corsOrigin(values.cors),
    tlsCert,
    tlsKey,
    strict: !values.lenient,
    throttle: values.throttle,
  };
}

function corsOrigin(text: string): string {
  try {
    return parseCorsOrigin(text);
  } catch (cause) {
    throw new Error(`--${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function wholeNumber(flag: string, text: string | undefined, max = Number.MAX_SAFE_INTEGER): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= max) return value;
  throw new Error(`${flag} expects a whole number from 0 to ${max}, got '${text}'`);
}
