import type { ComputeClient } from '@azureml-kubernetes/core';
import { trackOperations } from '../azure/track-operations.js';
import type { OpenWorkspace } from '../azure/workspaces.js';
import type { Preparing } from '../catalogue/preparing.js';
import { requireAllowedCluster } from '../catalogue/require-allowed-cluster.js';
import type { ReportProgress, ToolContext } from '../catalogue/tool-context.js';
import type { Ask } from '../confirm/ask.js';
import { confirmDetach } from '../confirm/confirm-detach.js';
import { confirmPrepare, consentToPrepare } from '../confirm/confirm-prepare.js';
import {
  type Confirm,
  type ConfirmOptions,
  continueAgreed,
  createConfirm,
} from '../confirm/create-confirm.js';
import { reportConfirming } from '../confirm/report-confirming.js';
import { requireUnchanged } from '../confirm/require-unchanged.js';
import { auditWrites } from '../observability/audit-writes.js';
import { reportAccepted } from '../observability/report-accepted.js';
import { cleanText } from '../present/clean-text.js';
import type { CallTime } from './call-time.js';
import type { Peer } from './peer.js';
import type { SessionDependencies } from './session-dependencies.js';

/** What one call runs in. */
export interface Call {
  readonly tool: string;
  /** Null where the client has no way to ask a person. */
  readonly ask: Ask;
  readonly dependencies: SessionDependencies;
  readonly peer: Peer;
  readonly time: CallTime;
  /** Aborts when the caller leaves, or the call has taken too long. */
  readonly signal: AbortSignal;
  /** Null when the caller did not ask for any. */
  readonly progress: ReportProgress | null;
}

/** @throws ComputeTargetError when the workspace is invalid, or may not be worked on. */
export function createContext(workspaceText: string, call: Call): ToolContext {
  const { dependencies, time, signal } = call;
  const { workspaces, clock, stopping } = dependencies;
  const opened = within(workspaces.open(workspaceText), time);
  const progress = restarting(call.progress, time);
  let how: string | null = null;
  const note = (confirmed: string): void => {
    how = confirmed;
  };
  const confirm = reportConfirming(noteConfirmed(createConfirm(confirming(call)), note), { progress, clock });
  return {
    client: createCallClient(opened, call, () => how),
    allowed: workspaces.allowed,
    confirmDetach: requireUnchanged(confirmDetach(confirm), opened.client),
    preparing: createPreparing(opened, call, confirm),
    offers: (tool) => dependencies.tools.some(({ name }) => name === tool),
    progress,
    clock,
    signal,
    timeLeftMs: time.leftMs,
    stopping,
  };
}

/** The workspace with a client whose requests end within the time of the call. */
function within(opened: OpenWorkspace, time: CallTime): OpenWorkspace {
  return { ...opened, client: opened.client.within(time.leftMs) };
}

function restarting(progress: ReportProgress | null, time: CallTime): ReportProgress | null {
  if (progress === null) return null;
  return (reported) => {
    time.restart();
    progress(reported);
  };
}

/** The time that a person takes is not the call's. */
function confirming({ dependencies, ask, time }: Call): ConfirmOptions {
  const { confirm, principal } = dependencies;
  const timed: Ask = ask === null ? null : (consent, signal) => time.whileAsking(() => ask(consent, signal));
  return { ...confirm, principal, ask: timed };
}

/** The workspaces that the server was started for may be given roles and trusted access. */
function createPreparing({ workspace }: OpenWorkspace, call: Call, confirm: Confirm): Preparing {
  const { preparing, workspaces } = call.dependencies;
  return {
    inCluster: preparing.inCluster,
    isTrustedWorkspace: workspaces.isKnown(workspace.id),
    requireCluster: (resourceId) => requireAllowedCluster(resourceId, preparing),
    confirm: confirmPrepare(confirm),
    continueAgreed: (preparation) => continueAgreed(consentToPrepare(preparation), confirming(call)),
  };
}

function noteConfirmed(confirm: Confirm, note: (how: string) => void): Confirm {
  return async (request) => {
    const answer = await confirm(request);
    if (answer.kind === 'confirmed') note(answer.how);
    return answer;
  };
}

/** The client of one call: it remembers what it starts, and records what it writes. */
function createCallClient(
  { workspace, client }: OpenWorkspace,
  { tool, dependencies, peer }: Call,
  confirmed: () => string | null,
): ComputeClient {
  const { operations, principal, audit } = dependencies;
  const tracked = trackOperations(reportAccepted(client), { operations, workspaceId: workspace.id });
  if (audit === null) return tracked;
  const who = { principal, client: clientOf(peer), tool, workspace: workspace.id };
  return auditWrites(tracked, { ...who, audit, confirmed });
}

function clientOf({ client }: Peer): string | null {
  return client === undefined ? null : cleanText(`${client.name} ${client.version}`, 80);
}
