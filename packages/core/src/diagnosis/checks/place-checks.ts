import type { AttachPlan } from '../../domain/attach-plan.js';
import type { Fact } from '../../domain/fact.js';
import { type ComputeName, computeNameWarnings } from '../../domain/ids/compute-name.js';
import { DEFAULT_NAMESPACE, type Namespace } from '../../domain/ids/namespace.js';
import { type ClusterId, subscriptionOf, type WorkspaceId } from '../../domain/ids/resource-ids.js';
import { workspaceNameOf } from '../../domain/ids/workspace-name.js';
import { type Check, outcomesOf, unseen } from './check.js';

/** The name is legal by all published rules, and free or already what is asked for. */
export function checkName(name: ComputeName, fact: Fact<AttachPlan>): Check {
  if (fact.kind === 'forbidden' || fact.kind === 'unreadable') return unseen('name', fact, 'the computes');
  const plan: AttachPlan = fact.kind === 'absent' ? { kind: 'attach' } : fact.value;
  const { pass, warn, fail } = outcomesOf('name', 'the computes of the workspace; published name rules');
  if (plan.kind === 'conflict') {
    const fields = plan.differences.map(({ field }) => field).join(', ');
    return fail(
      `${name} is taken by another specification (differs in ${fields})`,
      'Choose another name, or detach that compute first: a Kubernetes compute does not support update',
    );
  }
  const warnings = computeNameWarnings(name);
  if (warnings.length > 0) {
    return warn(
      `${name} ${warnings.join('; ')}`,
      'Choose a name of 3 to 16 characters that does not end in a hyphen and digits',
    );
  }
  return pass(plan.kind === 'nothing' ? `${name} is attached already, as asked for` : `${name} is free`);
}

/** Legal it is, or it would not be a `Namespace`; whether it exists only the cluster knows. */
export function checkNamespace(namespace: Namespace | null, workspace: WorkspaceId): Check {
  const { pass, warn, unknown } = outcomesOf(
    'namespace',
    'Azure ML documentation: attach neither creates nor checks the namespace',
  );
  const legacy = `azureml-${workspaceNameOf(workspace).name}`.toLowerCase();
  if (namespace === legacy) {
    return warn(
      `${namespace} is the namespace of the legacy AKS compute of this workspace`,
      'Choose another namespace if that compute is still in use: the two disturb each other',
    );
  }
  const evidence = `${namespace ?? DEFAULT_NAMESPACE} is a legal name; whether it exists in the cluster cannot be seen from here`;
  return namespace === null || namespace === DEFAULT_NAMESPACE
    ? pass(evidence)
    : unknown(evidence, `Make sure of it: kubectl get namespace ${namespace}`);
}

/** Attaching across subscriptions is unsupported for AKS, and was seen to hang for Arc, too. */
export function checkSubscription(cluster: ClusterId, workspace: WorkspaceId): Check {
  const { pass, fail } = outcomesOf(
    'same-subscription',
    'Azure ML documentation, limitations of the extension; user report, Azure/AML-Kubernetes 155',
  );
  return subscriptionOf(cluster) === subscriptionOf(workspace)
    ? pass('cluster and workspace are in one subscription')
    : fail(
        'cluster and workspace are in different subscriptions',
        "Connect the cluster with Azure Arc in the workspace's subscription and attach that",
      );
}
