import type { ComputeClient } from '@azureml-kubernetes/core';
import type { AuditedWrite, AuditLog } from './audit-log.js';
import { auditPreparation } from './audit-preparation.js';

interface Audited extends Pick<AuditedWrite, 'principal' | 'client' | 'tool' | 'workspace'> {
  readonly audit: AuditLog;
  /** How the person agreed to a detach, once that is known. */
  readonly confirmed: () => string | null;
}

/** A client whose writes are recorded; it reads as before. */
export function auditWrites(computes: ComputeClient, { audit, confirmed, ...who }: Audited): ComputeClient {
  return {
    ...computes,
    attach: (name, configuration, options) => {
      const { resourceId, namespace } = configuration;
      const facts = {
        cluster: resourceId,
        namespace: namespace ?? 'default',
        replace: options?.replace ?? false,
      };
      return audit.record({ ...who, action: 'attach', compute: name, facts }, () =>
        computes.attach(name, configuration, options),
      );
    },
    detach: (name, options) => {
      const facts = { confirmed: confirmed() ?? 'under way already' };
      return audit.record({ ...who, action: 'detach', compute: name, facts }, () =>
        computes.detach(name, options),
      );
    },
    prepare: auditPreparation(computes.prepare, { audit, who, confirmed }),
    inspectCluster: async (resourceId, options) => {
      const facts = { cluster: resourceId, include: (options?.include ?? ['all']).join(' ') };
      const { evidence } = await audit.record({ ...who, action: 'inspect', facts }, async () => ({
        kind: 'inspected',
        evidence: await computes.inspectCluster(resourceId, options),
      }));
      return evidence;
    },
  };
}
