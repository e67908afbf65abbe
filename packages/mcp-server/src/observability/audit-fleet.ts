import type { ApplyFleetOptions } from '@azureml-kubernetes/core';
import type { AuditLog } from './audit-log.js';
import { auditPreparation } from './audit-preparation.js';

/** Records each write of a fleet before and after it; without an audit log, writes are sent as they are. */
export function auditFleet({
  audit,
  principal,
}: {
  readonly audit: AuditLog | null;
  readonly principal: string;
}): Pick<ApplyFleetOptions, 'aroundWrite' | 'aroundPrepare'> {
  if (audit === null) return {};
  const who = { principal, client: 'azureml-kubernetes', tool: 'fleet_apply' };
  return {
    aroundWrite: ({ action, change }, send) => {
      const { compute, workspaceId } = change;
      const facts = { change: change.action };
      return audit.record({ ...who, workspace: workspaceId, action, compute: compute.name, facts }, send);
    },
    aroundPrepare: (prepare, workspaceId) =>
      auditPreparation(prepare, {
        audit,
        who: { ...who, workspace: workspaceId },
        confirmed: () => 'fleet plan',
      }),
  };
}
