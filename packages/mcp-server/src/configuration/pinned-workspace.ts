import { resolve } from 'node:path';
import { type WorkspaceName, workspaceIdOf } from '@azureml-kubernetes/core';
import { FLAGS } from '../command-line/flags.js';
import type { Problems } from '../command-line/problems.js';
import type { Settings } from '../command-line/settings.js';
import { type FileReader, findConfigFile, parseConfigFile } from './config-file.js';
import { parseWorkspace } from './parse-workspace.js';

interface Place {
  readonly cwd: string;
  readonly readFile: FileReader;
}

/** The one workspace that the server is tied to, if it is; null leaves it to each call. */
export function resolvePinned(settings: Settings, place: Place, problems: Problems): WorkspaceName | null {
  const workspace = settings.of(FLAGS.workspace);
  const subscription = settings.of(FLAGS.subscription);
  const resourceGroup = settings.of(FLAGS.resourceGroup);
  if (workspace?.includes('/')) return problems.of(() => parseWorkspace(workspace), null, '--workspace: ');
  const given = { subscription, 'resource-group': resourceGroup, workspace };
  const missing = Object.entries(given).filter(([, value]) => value === null);
  if (missing.length === 3) return fromFile(settings.of(FLAGS.config), place, problems);
  for (const [flag] of missing)
    problems.add(`--${flag} is missing: the three parts of a workspace go together`);
  if (subscription === null || resourceGroup === null || workspace === null) return null;
  return checked({ subscriptionId: subscription, resourceGroup, name: workspace }, '', problems);
}

function fromFile(
  configPath: string | null,
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
