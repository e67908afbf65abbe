import { dirname, join } from 'node:path';

/** What was found at the path of a file. */
export type FoundFile =
  | { readonly kind: 'absent' }
  | { readonly kind: 'text'; readonly text: string }
  /** There is something that cannot be used; `reason` continues a sentence. */
  | { readonly kind: 'unusable'; readonly reason: string };

/** Reads a small file, and never waits: what is no regular file is `unusable`. */
export type FileReader = (path: string) => FoundFile;

/** The names that Azure ML's `config.json` holds. */
export interface ConfigFile {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
}

/** What a config file came to. */
export type ConfigFileResult =
  | { readonly kind: 'found'; readonly path: string; readonly file: ConfigFile }
  | { readonly kind: 'none' }
  | { readonly kind: 'invalid'; readonly path: string; readonly reason: string };

/** Where Azure ML's Python SDK looks in each folder, from the working directory up. */
const PLACES = [join('.azureml', 'config.json'), join('aml_config', 'config.json'), 'config.json'];

const KEYS = ['subscription_id', 'resource_group', 'workspace_name'];

/** Reads one config file. */
export function readConfigFile(path: string, readFile: FileReader): ConfigFileResult {
  const found = readFile(path);
  switch (found.kind) {
    case 'absent':
      return { kind: 'none' };
    case 'unusable':
      return { kind: 'invalid', path, reason: found.reason };
    case 'text':
      return parseConfigFile(path, found.text);
  }
}

/** Finds the nearest config file at or above a folder. An object with other keys only is a file of another program. */
export function findConfigFile(folder: string, readFile: FileReader): ConfigFileResult {
  for (const place of PLACES) {
    const path = join(folder, place);
    const result = readConfigFile(path, readFile);
    if (result.kind !== 'none') return result;
  }
  const parent = dirname(folder);
  return parent === folder ? { kind: 'none' } : findConfigFile(parent, readFile);
}

function parseConfigFile(path: string, text: string): ConfigFileResult {
  const json = parseJson(text);
  if (isOfAnotherProgram(json)) return { kind: 'none' };
  const [subscriptionId, resourceGroup, name] = KEYS.map((key) => textOf(json, key));
  if (subscriptionId === undefined || resourceGroup === undefined || name === undefined)
    return { kind: 'invalid', path, reason: `must be JSON with ${KEYS.join(', ')}, each a text` };
  return { kind: 'found', path, file: { subscriptionId, resourceGroup, name } };
}

function textOf(value: unknown, member: string): string | undefined {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, member) : undefined;
  return typeof found === 'string' ? found : undefined;
}

function isOfAnotherProgram(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return false;
  const keys = Object.keys(json);
  return keys.length > 0 && !keys.some((key) => KEYS.includes(key));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}
