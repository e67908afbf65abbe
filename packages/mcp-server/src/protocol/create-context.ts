import type { ComputeClient } from '@azureml-kubernetes/core';
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { trackOperations } from '../azure/track-operations.js';
import type { OpenWorkspace } from '../azure/workspaces.js';
import type { ConfirmDetach, ToolContext } from '../catalogue/tool-context.js';
import { createConfirmDetach } from '../confirm/create-confirm-detach.js';
import { reportConfirming } from '../confirm/report-confirming.js';
import { requireUnchanged } from '../confirm/require-unchanged.js';
import { auditWrites } from '../observability/audit-writes.js';
import { reportAccepted } from '../observability/report-accepted.js';
import { cleanText } from '../present/clean-text.js';
import { createAsk } from './create-ask.js';
import { createProgress } from './create-progress.js';
import type { RequestInfo } from './request-info.js';
import type { SessionDependencies } from './session-dependencies.js';

/** What one call runs in. */
export interface Call {
  readonly tool: string;
  readonly dependencies: SessionDependencies;
  readonly server: Server;
  readonly requestInfo: RequestInfo;
}

/** @throws ComputeTargetError when the workspace is invalid, or may not be worked on. */
export function createContext(workspaceText: string, call: Call): ToolContext {
  const { dependencies, requestInfo } = call;
  const { workspaces, clock, log, stopping } = dependencies;
  const opened = workspaces.open(workspaceText);
  const progress = createProgress(requestInfo, log);
  let how: string | null = null;
  const note = (confirmed: string): void => {
    how = confirmed;
  };
  const confirm = noteConfirmed(createConfirm(call), note);
  return {
    client: createCallClient(opened, call, () => how),
    allowed: workspaces.allowed,
    confirmDetach: requireUnchanged(reportConfirming(confirm, { progress, clock }), opened.client),
    progress,
    clock,
    signal: requestInfo.signal,
    stopping,
  };
}

function createConfirm({ dependencies, server, requestInfo }: Call): ConfirmDetach {
  const { confirm, principal } = dependencies;
  return createConfirmDetach({ ...confirm, principal, ask: createAsk(server, requestInfo) });
}

function noteConfirmed(confirm: ConfirmDetach, note: (how: string) => void): ConfirmDetach {
  return async (request) => {
    const answer = await confirm(request);
    if (answer.kind === 'confirmed') note(answer.how);
    return answer;
  };
}

/** The client of one call: it remembers what it starts, and records what it writes. */
function createCallClient(
  { workspace, client }: OpenWorkspace,
  { tool, dependencies, server }: Call,
  confirmed: () => string | null,
): ComputeClient {
  const { operations, principal, audit } = dependencies;
  const tracked = trackOperations(reportAccepted(client), { operations, workspaceId: workspace.id });
  if (audit === null) return tracked;
  const who = { principal, client: clientOf(server), tool, workspace: workspace.id };
  return auditWrites(tracked, { ...who, audit, confirmed });
}

function clientOf(server: Server): string | null {
  const client = server.getClientVersion();
  return client === undefined ? null : cleanText(`${client.name} ${client.version}`, 80);
}
