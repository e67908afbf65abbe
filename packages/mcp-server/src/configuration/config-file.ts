import { dirname, join } from 'node:path';

/** Null when there is no such file. */
export type FileReader = (path: string) => string | null;

/** The names that Azure ML's `config.json` holds. */
export interface ConfigFile {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
}

/** Where Azure ML's Python SDK looks in each folder, from the working directory up. */
const PLACES = [join('.azureml', 'config.json'), join('aml_config', 'config.json'), 'config.json'];

/** Null when the text is not that of an Azure ML config file. */
export function parseConfigFile(text: string): ConfigFile | null {
  const given = parseJson(text);
  const [subscriptionId, resourceGroup, name] = MEMBERS.map((member) => textOf(given, member));
  if (subscriptionId === undefined || resourceGroup === undefined || name === undefined) return null;
  return { subscriptionId, resourceGroup, name };
}

const MEMBERS = ['subscription_id', 'resource_group', 'workspace_name'];

function textOf(value: unknown, member: string): string | undefined {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, member) : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** The nearest config file at or above a folder; files of other programs are passed over. */
export function findConfigFile(folder: string, readFile: FileReader): ConfigFile | null {
  for (const place of PLACES) {
    const text = readFile(join(folder, place));
    const found = text === null ? null : parseConfigFile(text);
    if (found !== null) return found;
  }
  const parent = dirname(folder);
  return parent === folder ? null : findConfigFile(parent, readFile);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}
