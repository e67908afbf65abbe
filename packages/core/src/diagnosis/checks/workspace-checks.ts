import type { Fact } from '../../domain/fact.js';
import type { WorkspaceId } from '../../domain/ids/resource-ids.js';
import { workspaceNameOf } from '../../domain/ids/workspace-name.js';
import type { WorkspaceFacts } from '../../domain/workspace-facts.js';
import { type Check, outcomesOf, unseen } from './check.js';

const TROUBLESHOOT = 'Azure ML documentation, troubleshoot Kubernetes compute';

/** The workspace can be seen, has a name that workloads can live with, and can be reached by the cluster. */
export function checkWorkspace(fact: Fact<WorkspaceFacts>, id: WorkspaceId): Check[] {
  const { pass, fail } = outcomesOf('workspace', 'the resource of the workspace');
  switch (fact.kind) {
    case 'absent':
      return [
        fail('there is no such workspace', 'Correct subscription, resource group or name of the workspace'),
      ];
    case 'read':
      return [pass(`found in ${fact.value.location}`), checkWorkspaceName(id), checkReach(fact.value)];
    case 'forbidden':
    case 'unreadable':
      return [unseen('workspace', fact, 'the workspace')];
  }
}

function checkWorkspaceName(id: WorkspaceId): Check {
  const { pass, warn } = outcomesOf('workspace-name', TROUBLESHOOT);
  const { name, resourceGroup } = workspaceNameOf(id);
  const bad = [name, resourceGroup].filter((part) => part.endsWith('-'));
  return bad.length === 0
    ? pass('neither the workspace nor its resource group ends in a hyphen')
    : warn(
        `${bad.join(' and ')} ${bad.length === 1 ? 'ends' : 'end'} in a hyphen, which makes workloads fail with internal errors`,
        'Use a workspace and a resource group whose names end in a letter or digit',
      );
}

function checkReach({ isPublic }: WorkspaceFacts): Check {
  const { pass, warn, unknown } = outcomesOf('workspace-network', TROUBLESHOOT);
  if (isPublic === null) return unknown('the workspace does not say whether it is public');
  return isPublic
    ? pass('the workspace is reached over the public network')
    : warn(
        'the workspace is reached through a private link only',
        'Make sure that pods in the cluster resolve {workspaceId}.workspace.{region}.api.azureml.ms to a private address',
      );
}
