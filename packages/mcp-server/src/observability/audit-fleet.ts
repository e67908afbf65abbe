import type { AroundWrite } from '@azureml-kubernetes/core';
import type { AuditLog } from './audit-log.js';

/** Records each write of a fleet before and after it; without an audit log, writes are sent as they are. */
export function auditFleet({
  audit,
  principal,
}: {
  readonly audit: AuditLog | null;
  readonly principal: string;
}): AroundWrite {
  if (audit === null) return (_write, send) => send();
  return ({ action, change }, send) => {
    const { compute, workspaceId } = change;
    const facts = { change: change.action };
    const who = { principal, client: 'azureml-kubernetes', tool: 'fleet_apply', workspace: workspaceId };
    return audit.record({ ...who, action, compute: compute.name, facts }, send);
  };
}
