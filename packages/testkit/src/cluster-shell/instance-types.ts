import { isJsonObject, type Json, type JsonObject } from '../json.js';
import { type ClusterInside, hasInstanceTypes } from './cluster-inside.js';
import type { CommandOutput } from './run-shell.js';

const KIND = 'InstanceType';
const API_VERSION = 'amlarc.azureml.com/v1alpha1';
const RESOURCE = 'instancetype.amlarc.azureml.com';
const NAME = /^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/;

/** All instance types. Without their definition the API server does not know the word (documented). */
export function listInstanceTypes(inside: ClusterInside): CommandOutput {
  if (!hasInstanceTypes(inside))
    return failed(`error: the server doesn't have a resource type "instancetypes"`);
  return printed(listOf(inside.cluster.instanceTypes));
}

/** Applies a manifest in base64: one instance type, or a list of them. */
export function applyManifest(
  inside: ClusterInside,
  base64: string,
  { isDryRun, form }: { readonly isDryRun: boolean; readonly form: string },
): CommandOutput {
  const items = itemsOf(base64);
  if (items === null) return failed('error: error parsing STDIN: the manifest is no JSON of known kinds');
  if (!hasInstanceTypes(inside))
    return failed(
      `error: resource mapping not found: no matches for kind "${KIND}" in version "${API_VERSION}"\nensure CRDs are installed first`,
    );
  const wrong = items.find((item) => !NAME.test(nameOf(item)));
  if (wrong !== undefined)
    return failed(`The ${KIND} "${nameOf(wrong)}" is invalid: metadata.name: Invalid value`);
  if (!isDryRun) inside.change({ instanceTypes: merged(inside.cluster.instanceTypes, items) });
  return form === 'json'
    ? printed(items.length === 1 && items[0] !== undefined ? items[0] : listOf(items))
    : { exitCode: 0, logs: items.map((item) => `${RESOURCE}/${nameOf(item)}\n`).join('') };
}

function itemsOf(base64: string): JsonObject[] | null {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const manifest: Json = JSON.parse(new TextDecoder().decode(bytes));
    const items = isJsonObject(manifest) && Array.isArray(manifest['items']) ? manifest['items'] : [manifest];
    const known = items
      .filter(isJsonObject)
      .filter((item) => item['kind'] === KIND && item['apiVersion'] === API_VERSION);
    return known.length === items.length ? known : null;
  } catch {
    return null;
  }
}

function nameOf({ metadata }: JsonObject): string {
  const name = isJsonObject(metadata) ? metadata['name'] : undefined;
  return typeof name === 'string' ? name : '';
}

function merged(present: readonly JsonObject[], applied: readonly JsonObject[]): readonly JsonObject[] {
  const names = applied.map(nameOf);
  return [...present.filter((item) => !names.includes(nameOf(item))), ...applied];
}

function listOf(items: readonly JsonObject[]): JsonObject {
  return { apiVersion: 'v1', items: [...items], kind: 'List', metadata: { resourceVersion: '' } };
}

function printed(value: JsonObject): CommandOutput {
  return { exitCode: 0, logs: `${JSON.stringify(value, null, 4)}\n` };
}

function failed(words: string): CommandOutput {
  return { exitCode: 1, logs: `${words}\n` };
}
