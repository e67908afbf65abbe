import type { AttachPlan } from '../attach-plan.js';
import { type Check, unseen } from '../check.js';
import { type ComputeName, computeNameWarnings } from '../compute-name.js';
import type { Fact } from '../fact.js';
import type { Namespace } from '../namespace.js';
import { type ClusterId, clusterKindOf, subscriptionOf, type WorkspaceId } from '../resource-ids.js';

/** The workspace can be seen; `isPublic` null where it does not say. */
export function checkWorkspace(
  fact: Fact<{ readonly location: string; readonly isPublic: boolean | null }>,
): Check {
  const source = 'the resource of the workspace';
  switch (fact.kind) {
    case 'absent':
      return {
        id: 'workspace',
        status: 'fail',
        evidence: 'there is no such workspace',
        fix: 'Correct subscription, resource group or name of the workspace',
        source,
      };
    case 'read':
      return fact.value.isPublic === false
        ? {
            id: 'workspace',
            status: 'warn',
            evidence: `the workspace in ${fact.value.location} is only reached by private link`,
            fix: 'Make sure that the cluster resolves and reaches the private endpoints of the workspace',
            source: 'Azure ML documentation, troubleshoot Kubernetes compute',
          }
        : { id: 'workspace', status: 'pass', evidence: `found in ${fact.value.location}`, fix: null, source };
    case 'forbidden':
    case 'unreadable':
      return unseen('workspace', fact, 'the workspace');
  }
}

/** The name is legal by all published rules, and free or already what is asked for. */
export function checkName(name: ComputeName, fact: Fact<AttachPlan>): Check {
  if (fact.kind === 'forbidden' || fact.kind === 'unreadable') return unseen('name', fact, 'the computes');
  const plan: AttachPlan = fact.kind === 'absent' ? { kind: 'attach' } : fact.value;
  const source = 'the computes of the workspace; published name rules';
  if (plan.kind === 'conflict') {
    const fields = plan.differences.map(({ field }) => field).join(', ');
    return {
      id: 'name',
      status: 'fail',
      evidence: `${name} is taken by another specification (differs in ${fields})`,
      fix: 'Choose another name, or detach that compute first',
      source,
    };
  }
  const warnings = computeNameWarnings(name);
  if (warnings.length > 0) {
    const fix = 'Choose a name of 3 to 16 characters that does not end in a hyphen and digits';
    return { id: 'name', status: 'warn', evidence: `${name} ${warnings.join('; ')}`, fix, source };
  }
  const evidence = plan.kind === 'nothing' ? `${name} is attached already, as asked for` : `${name} is free`;
  return { id: 'name', status: 'pass', evidence, fix: null, source };
}

/** Legal it is, or it would not be a `Namespace`; whether it exists only the cluster knows. */
export function checkNamespace(namespace: Namespace | null): Check {
  const evidence = `${namespace ?? 'default'} is a legal name; whether it exists in the cluster cannot be seen from here`;
  const source = 'Azure ML documentation: attach neither creates nor checks the namespace';
  if (namespace === null) return { id: 'namespace', status: 'pass', evidence, fix: null, source };
  const fix = `Make sure of it: kubectl get namespace ${namespace}`;
  return { id: 'namespace', status: 'unknown', evidence, fix, source };
}

/** Attaching AKS across subscriptions is unsupported, and was seen to hang (user reports). */
export function checkSubscription(cluster: ClusterId, workspace: WorkspaceId): Check {
  const source = 'Azure ML documentation; reports of attaches that never ended';
  if (subscriptionOf(cluster) === subscriptionOf(workspace)) {
    const evidence = 'cluster and workspace are in one subscription';
    return { id: 'same-subscription', status: 'pass', evidence, fix: null, source };
  }
  return {
    id: 'same-subscription',
    status: clusterKindOf(cluster) === 'aks' ? 'fail' : 'warn',
    evidence: 'cluster and workspace are in different subscriptions',
    fix: "Connect the cluster with Azure Arc in the workspace's subscription and attach that",
    source,
  };
}
