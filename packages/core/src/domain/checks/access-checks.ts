import { type Check, unseen } from '../check.js';
import type { Fact } from '../fact.js';
import { allows, type Permission } from '../permission.js';
import type { UserAssignedIdentityId } from '../resource-ids.js';

const WRITE = 'Microsoft.MachineLearningServices/workspaces/computes/write';
const SOURCE = 'Azure ML documentation, manage roles';

/** The caller may write computes in the workspace. */
export function checkCallerAttach(fact: Fact<readonly Permission[]>): Check {
  if (fact.kind === 'absent') return { ...denied(), evidence: 'the caller has no role on the workspace' };
  if (fact.kind !== 'read') return unseen('caller-attach', fact, 'the roles on the workspace');
  if (!allows(fact.value, WRITE)) return denied();
  return {
    id: 'caller-attach',
    status: 'pass',
    evidence: 'the caller may write computes',
    fix: null,
    source: SOURCE,
  };
}

function denied(): Check {
  return {
    id: 'caller-attach',
    status: 'fail',
    evidence: 'the caller may not write computes in the workspace',
    fix: `Give the caller Contributor, or a custom role with ${WRITE}; AzureML Data Scientist is not enough`,
    source: SOURCE,
  };
}

/** The caller may read the cluster and its extensions, which attach and these checks rely on. */
export function checkCallerCluster(fact: Fact<readonly Permission[]>, readAction: string): Check {
  const source = 'Azure ML documentation, attach a Kubernetes cluster';
  if (fact.kind === 'absent' || fact.kind === 'forbidden' || fact.kind === 'unreadable') {
    return unseen(
      'caller-cluster',
      fact.kind === 'absent' ? { kind: 'forbidden' } : fact,
      'the roles on the cluster',
    );
  }
  const needed = [readAction, 'Microsoft.KubernetesConfiguration/extensions/read'];
  const lacking = needed.filter((action) => !allows(fact.value, action));
  if (lacking.length === 0) {
    const evidence = 'the caller may read the cluster and its extensions';
    return { id: 'caller-cluster', status: 'pass', evidence, fix: null, source };
  }
  return {
    id: 'caller-cluster',
    status: 'warn',
    evidence: `the caller lacks ${lacking.join(' and ')}`,
    fix: 'Give the caller Reader on the cluster; attaching AKS takes Contributor on its resource group',
    source,
  };
}

/** Each user-assigned identity exists. Only the first one is used by the service. */
export function checkIdentity(id: UserAssignedIdentityId, fact: Fact<unknown>): Check {
  const source = 'Azure ML documentation, identities of computes';
  switch (fact.kind) {
    case 'read':
      return { id: 'identity', status: 'pass', evidence: `${id} exists`, fix: null, source };
    case 'absent':
      return {
        id: 'identity',
        status: 'fail',
        evidence: `there is no identity ${id}`,
        fix: 'Correct the identity id, or create the identity first',
        source,
      };
    case 'forbidden':
    case 'unreadable':
      return unseen('identity', fact, `the identity ${id}`);
  }
}
