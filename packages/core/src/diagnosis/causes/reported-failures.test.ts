import { describe, expect, it } from 'vitest';
import { incompleteCommands } from '../../../test/commands-in.js';
import { MISREAD_ATTACHES } from '../../../test/reported/misread-failures.js';
import {
  PARAPHRASED_FAILURES,
  REPORTED_FAILURES,
  UNEXPLAINED_FAILURES,
} from '../../../test/reported/provisioning-errors.js';
import { REWORDED_ATTACHES } from '../../../test/reported/reworded-failures.js';
import { decodeKubernetes } from '../../wire/computes/decode-compute.js';
import type { Cause } from './cause.js';
import { rankCauses } from './rank-causes.js';

const GROUP = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg/providers';

function causesOf(provisioningErrors: readonly object[]): readonly Cause[] {
  const decoded = decodeKubernetes({
    id: `${GROUP}/Microsoft.MachineLearningServices/workspaces/ws1/computes/gpu`,
    location: 'eastus',
    properties: {
      computeType: 'Kubernetes',
      provisioningState: 'Failed',
      resourceId: `${GROUP}/Microsoft.ContainerService/managedClusters/my-aks`,
      provisioningErrors,
    },
  });
  if (decoded.kind === 'unreadable') throw new Error(decoded.reason);
  const { compute } = decoded;
  const { problems } = compute;
  return rankCauses({ compute, problems, extensionProblems: [], checks: [], ageMs: 0, operation: null });
}

describe('a failed attach', () => {
  it.each([...REPORTED_FAILURES, ...PARAPHRASED_FAILURES])(
    'of $report has the cause $cause, in our words',
    ({ cause, provisioningErrors }) => {
      const [first] = causesOf(provisioningErrors);
      expect(first?.id).toBe(cause);
      expect(first?.cause).not.toBe(first?.evidence);
      expect(incompleteCommands(first?.fix ?? '')).toEqual([]);
    },
  );

  it.each(REWORDED_ATTACHES)('has the cause %s with %s: %s', (cause, code, message) => {
    const [first] = causesOf([{ error: { code, message } }]);
    expect(first?.id).toBe(cause);
    expect(incompleteCommands(first?.fix ?? '')).toEqual([]);
  });

  it.each(MISREAD_ATTACHES)('has the cause %s behind other words with %s: %s', (cause, code, message) => {
    expect(causesOf([{ error: { code, message } }])[0]?.id ?? null).toBe(cause);
  });

  it.each(UNEXPLAINED_FAILURES)('of $report has no cause', ({ provisioningErrors }) => {
    expect(causesOf(provisioningErrors)).toEqual([]);
  });

  it('says whose resource group is missing', () => {
    const words = (group: string) =>
      causesOf([
        {
          error: { code: 'ResourceGroupNotFound', message: `Resource group '${group}' could not be found.` },
        },
      ])[0]?.cause;
    expect(words('my-rg')).toMatch(/^the resource group of the cluster, my-rg,/);
    expect(words('other')).toMatch(/^a resource group, most likely that of the cluster,/);
  });
});
