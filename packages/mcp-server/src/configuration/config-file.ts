import { dirname, join } from 'node:path';
import * as z from 'zod';

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

const shape = z.looseObject({
  subscription_id: z.string(),
  resource_group: z.string(),
  workspace_name: z.string(),
});

/** Null when the text is not that of an Azure ML config file. */
export function parseConfigFile(text: string): ConfigFile | null {
  const parsed = shape.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { subscription_id, resource_group, workspace_name } = parsed.data;
  return { subscriptionId: subscription_id, resourceGroup: resource_group, name: workspace_name };
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
