import { resolve } from 'node:path';
import { type WorkspaceName, workspaceIdOf } from '@azureml-kubernetes/core';
import { type FileReader, findConfigFile, parseConfigFile } from './config-file.js';
import { parseWorkspace } from './parse-workspace.js';
import type { Problems } from './problems.js';
import type { Settings } from './settings.js';

interface Place {
  readonly cwd: string;
  readonly readFile: FileReader;
}

/** The one workspace that the server is tied to, if it is; null leaves it to each call. */
export function resolvePinned(settings: Settings, place: Place, problems: Problems): WorkspaceName | null {
  const { workspace, subscription, resourceGroup } = settings;
  if (workspace?.includes('/')) return problems.of(() => parseWorkspace(workspace), null, '--workspace: ');
  const given = { subscription, 'resource-group': resourceGroup, workspace };
  const missing = Object.entries(given).filter(([, value]) => value === null);
  if (missing.length === 3) return fromFile(settings, place, problems);
  for (const [flag] of missing)
    problems.add(`--${flag} is missing: the three parts of a workspace go together`);
  if (subscription === null || resourceGroup === null || workspace === null) return null;
  return checked({ subscriptionId: subscription, resourceGroup, name: workspace }, '', problems);
}

function fromFile(
  { configPath }: Settings,
  { cwd, readFile }: Place,
  problems: Problems,
): WorkspaceName | null {
  if (configPath === null) {
    const found = findConfigFile(cwd, readFile);
    return found === null ? null : checked(found, 'config.json: ', problems);
  }
  const text = readFile(resolve(cwd, configPath));
  const found = text === null ? null : parseConfigFile(text);
  if (found !== null) return checked(found, `${configPath}: `, problems);
  problems.add(
    text === null
      ? `--config: there is no file ${configPath}`
      : `--config: ${configPath} must be JSON with subscription_id, resource_group and workspace_name`,
  );
  return null;
}

function checked(reference: WorkspaceName, prefix: string, problems: Problems): WorkspaceName | null {
  return problems.of(
    () => {
      workspaceIdOf(reference);
      return reference;
    },
    null,
    prefix,
  );
}
