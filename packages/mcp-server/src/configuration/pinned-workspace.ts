import { dirname, resolve } from 'node:path';
import { type WorkspaceName, workspaceIdOf } from '@azureml-kubernetes/core';
import { FLAGS } from '../command-line/flags.js';
import type { Problems } from '../command-line/problems.js';
import type { Settings } from '../command-line/settings.js';
import { type ConfigFileResult, type FileReader, findConfigFile, readConfigFile } from './config-file.js';
import { parseWorkspace } from './parse-workspace.js';

interface Place {
  readonly cwd: string;
  readonly readFile: FileReader;
}

/** The one workspace that the server is tied to, and where it was found. */
export interface PinnedWorkspace {
  /** Null leaves the workspace to each call. */
  readonly workspace: WorkspaceName | null;
  /** The config file in a folder above the working directory that named it; null where it was named otherwise. */
  readonly fromAbove: string | null;
}

/** Resolves the workspace from flags and variables, else from config.json. */
export function resolvePinned(settings: Settings, place: Place, problems: Problems): PinnedWorkspace {
  const workspace = settings.of(FLAGS.workspace);
  const subscription = settings.of(FLAGS.subscription);
  const resourceGroup = settings.of(FLAGS.resourceGroup);
  if (workspace?.includes('/'))
    return named(problems.of(() => parseWorkspace(workspace), null, '--workspace: '));
  const given = { subscription, 'resource-group': resourceGroup, workspace };
  const missing = Object.entries(given).filter(([, value]) => value === null);
  if (missing.length === 3) return fromFile(settings.of(FLAGS.config), place, problems);
  for (const [flag] of missing)
    problems.add(`--${flag} is missing: the three parts of a workspace go together`);
  if (subscription === null || resourceGroup === null || workspace === null) return named(null);
  return named(checked({ subscriptionId: subscription, resourceGroup, name: workspace }, '', problems));
}

function named(workspace: WorkspaceName | null): PinnedWorkspace {
  return { workspace, fromAbove: null };
}

function fromFile(configPath: string | null, { cwd, readFile }: Place, problems: Problems): PinnedWorkspace {
  if (configPath !== null) return named(fromGiven(resolve(cwd, configPath), readFile, problems));
  const result = findConfigFile(cwd, readFile);
  const workspace = workspaceOf(result, problems);
  const isAbove = result.kind === 'found' && !isWithin(result.path, cwd);
  return { workspace, fromAbove: isAbove ? result.path : null };
}

function fromGiven(path: string, readFile: FileReader, problems: Problems): WorkspaceName | null {
  const result = readConfigFile(path, readFile);
  if (result.kind === 'none') {
    const reason = readFile(path).kind === 'absent' ? 'there is no such file' : 'it is no file of Azure ML';
    problems.add(
      `--config ${path}: ${reason}; it must be JSON with subscription_id, resource_group and workspace_name`,
    );
  }
  return workspaceOf(result, problems);
}

function workspaceOf(result: ConfigFileResult, problems: Problems): WorkspaceName | null {
  switch (result.kind) {
    case 'none':
      return null;
    case 'found':
      return checked(result.file, `${result.path}: `, problems);
    case 'invalid':
      problems.add(`${result.path} ${result.reason}; correct it, or name a workspace with --workspace`);
      return null;
  }
}

/** Whether a config file belongs to a folder: it lies in it, or in one of the folders that Azure ML makes for it. */
function isWithin(path: string, folder: string): boolean {
  const own = dirname(path);
  return (
    own === resolve(folder) ||
    (dirname(own) === resolve(folder) && /[/\\](?:\.azureml|aml_config)$/.test(own))
  );
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
