import { allows, type Workspace } from '@azureml-kubernetes/core';
import * as z from 'zod';
import type { Finding } from './finding.js';

const API_VERSION = '2022-04-01';
const COMPUTES = 'Microsoft.MachineLearningServices/workspaces/computes';
const NEEDED = [`${COMPUTES}/read`, `${COMPUTES}/write`, `${COMPUTES}/delete`];

const shape = z.looseObject({
  value: z.array(
    z.looseObject({ actions: z.array(z.string()).default([]), notActions: z.array(z.string()).default([]) }),
  ),
});

/** Whether the caller may read, attach and detach computes of the workspace, by Azure's own account of it. */
export async function examinePermissions(workspace: Workspace, signal: AbortSignal): Promise<Finding> {
  const scope = `${workspace.cloud.resourceManager}${workspace.id}`;
  const url = `${scope}/providers/Microsoft.Authorization/permissions?api-version=${API_VERSION}`;
  const answer = await workspace.transport(new Request(url, { signal }));
  const subject = 'permissions';
  const parsed = answer.ok ? shape.safeParse(await answer.json()) : null;
  if (!parsed?.success) {
    return { verdict: 'warn', subject, text: `they cannot be read (HTTP ${answer.status})`, advice: ADVICE };
  }
  const missing = NEEDED.filter((action) => !allows(parsed.data.value, action));
  if (missing.length === 0)
    return { verdict: 'ok', subject, text: 'computes can be read, attached and detached' };
  return { verdict: 'fail', subject, text: `not allowed: ${missing.join(', ')}`, advice: ADVICE };
}

const ADVICE =
  'Give the caller a role that allows this on the workspace, such as Contributor; without it use --read-only';
