import { expect, it } from 'vitest';
import { absent, broken, forbidden, read, SCOPE, workspace } from '../../../test/check-facts.js';
import { wordsOf } from '../../../test/check-words.js';
import { parseComputeName } from '../../domain/ids/compute-name.js';
import { parseNamespace } from '../../domain/ids/namespace.js';
import {
  parseClusterId,
  parseUserAssignedIdentityId,
  parseWorkspaceId,
} from '../../domain/ids/resource-ids.js';
import { BROAD_ROLES } from '../../domain/role-assignment.js';
import { decodeCompute } from '../../wire/computes/decode-compute.js';
import { checkCallerAttach, checkCallerCluster } from './access-checks.js';
import { checkIdentity } from './identity-checks.js';
import { checkName, checkNamespace, checkSubscription } from './place-checks.js';
import { checkWorkspaceRoles } from './role-checks.js';
import { checkWorkspace } from './workspace-checks.js';

const aksId = parseClusterId(`${SCOPE}/Microsoft.ContainerService/managedClusters/c1`);
const identityId = parseUserAssignedIdentityId(
  `${SCOPE}/Microsoft.ManagedIdentity/userAssignedIdentities/id1`,
);

it('the workspace', () => {
  const facts = { location: 'eastus', isPublic: true, identity: { kind: 'system' } } as const;
  const hyphens = parseWorkspaceId(workspace.replace('/my-rg/', '/rg-/').replace(/ws1$/, 'ws1-'));
  expect(
    wordsOf(
      checkWorkspace(read(facts), workspace),
      checkWorkspace(read({ ...facts, isPublic: false }), hyphens),
      checkWorkspace(read({ ...facts, isPublic: null }), workspace),
      checkWorkspace(absent, workspace),
      checkWorkspace(forbidden, workspace),
      checkWorkspace(broken, workspace),
    ),
  ).toMatchInlineSnapshot(`
    "pass workspace: found in eastus [the resource of the workspace]
    pass workspace-name: neither the workspace nor its resource group ends in a hyphen [Azure ML documentation, troubleshoot Kubernetes compute]
    pass workspace-network: the workspace is reached over the public network [Azure ML documentation, troubleshoot Kubernetes compute]
    warn workspace-name: ws1- and rg- end in a hyphen, which makes workloads fail with internal errors → Use a workspace and a resource group whose names end in a letter or digit [Azure ML documentation, troubleshoot Kubernetes compute]
    warn workspace-network: the workspace is reached through a private link only → Make sure that pods in the cluster resolve {workspaceId}.workspace.{region}.api.azureml.ms to a private address [Azure ML documentation, troubleshoot Kubernetes compute]
    unknown workspace-network: the workspace does not say whether it is public [Azure ML documentation, troubleshoot Kubernetes compute]
    fail workspace: there is no such workspace → Correct subscription, resource group or name of the workspace [the resource of the workspace]
    unknown workspace: the caller may not read the workspace → Let the caller read the workspace to have this checked: the role Reader is enough [what the caller may read]
    unknown workspace: the workspace could not be read: timed out → Try again later [what the caller may read]"
  `);
});

it('the roles of the workspace', () => {
  const user = { kind: 'user', id: identityId, principalId: 'p' } as const;
  const broad = BROAD_ROLES.map(({ id }) => ({ roleId: id, principalId: 'p' }));
  expect(
    wordsOf(
      checkWorkspaceRoles({ kind: 'system' }, absent, 'aks'),
      checkWorkspaceRoles({ kind: 'none' }, absent, 'aks'),
      ...[absent, forbidden, broken, read([]), read(broad)].map((fact) =>
        checkWorkspaceRoles(user, fact, 'aks'),
      ),
      checkWorkspaceRoles(user, read([]), 'arc'),
    ),
  ).toMatchInlineSnapshot(`
    "pass workspace-roles: the workspace has a system-assigned identity, which is given its roles by the attach [Azure ML documentation, attach a Kubernetes cluster; user report, Azure/AML-Kubernetes 279]
    unknown workspace-roles: the workspace shows no identity [Azure ML documentation, attach a Kubernetes cluster; user report, Azure/AML-Kubernetes 279]
    unknown workspace-roles: the cluster could not be looked at [Azure ML documentation, attach a Kubernetes cluster; user report, Azure/AML-Kubernetes 279]
    unknown workspace-roles: the caller may not read the role assignments on the cluster → Let the caller read the role assignments on the cluster to have this checked: the role Reader is enough [what the caller may read]
    unknown workspace-roles: the role assignments on the cluster could not be read: timed out → Try again later [what the caller may read]
    fail workspace-roles: …/Microsoft.ManagedIdentity/userAssignedIdentities/id1 lacks Reader, Kubernetes Extension Contributor, Azure Kubernetes Service Cluster Admin on the cluster → Give the identity of the workspace Reader, Kubernetes Extension Contributor, Azure Kubernetes Service Cluster Admin on the cluster [Azure ML documentation, attach a Kubernetes cluster; user report, Azure/AML-Kubernetes 279]
    warn workspace-roles: …/Microsoft.ManagedIdentity/userAssignedIdentities/id1 lacks Reader, Kubernetes Extension Contributor, Azure Kubernetes Service Cluster Admin on the cluster → Give the identity of the workspace Reader, Kubernetes Extension Contributor, Azure Kubernetes Service Cluster Admin on the cluster [Azure ML documentation, attach a Kubernetes cluster; user report, Azure/AML-Kubernetes 279]
    fail workspace-roles: …/Microsoft.ManagedIdentity/userAssignedIdentities/id1 lacks Reader, Kubernetes Extension Contributor on the cluster → Give the identity of the workspace Reader, Kubernetes Extension Contributor on the cluster, and Azure Relay Owner on the relay [Azure ML documentation, attach a Kubernetes cluster; user report, Azure/AML-Kubernetes 279]"
  `);
});

it('the place', () => {
  const [gpu, odd] = [parseComputeName('gpu'), parseComputeName('gp-1')];
  const differences = ['namespace', 'tags'].map((field) => ({ field, current: 'a', wanted: 'b' }));
  const decoded = decodeCompute({
    id: `${workspace}/computes/gpu`,
    location: 'eastus',
    properties: { computeType: 'Kubernetes' },
  });
  if (decoded.kind !== 'kubernetes') throw new Error(JSON.stringify(decoded));
  const { compute } = decoded;
  const elsewhere = parseClusterId(aksId.replace('1111', '2222'));
  expect(
    wordsOf(
      checkName(gpu, absent),
      checkName(gpu, read({ kind: 'nothing', compute })),
      checkName(gpu, read({ kind: 'conflict', differences, compute: null })),
      checkName(odd, absent),
      checkName(gpu, forbidden),
      checkNamespace(null, workspace),
      checkNamespace(parseNamespace('ml'), workspace),
      checkNamespace(parseNamespace('azureml-ws1'), workspace),
      checkSubscription(aksId, workspace),
      checkSubscription(elsewhere, workspace),
    ),
  ).toMatchInlineSnapshot(`
    "pass name: gpu is free [the computes of the workspace; published name rules]
    pass name: gpu is attached already, as asked for [the computes of the workspace; published name rules]
    fail name: gpu is taken by another specification (differs in namespace, tags) → Choose another name, or detach that compute first: a Kubernetes compute does not support update [the computes of the workspace; published name rules]
    warn name: gp-1 ends in a hyphen and digits, which newer versions of the service refuse → Choose a name of 3 to 16 characters that does not end in a hyphen and digits [the computes of the workspace; published name rules]
    unknown name: the caller may not read the computes → Let the caller read the computes to have this checked: the role Reader is enough [what the caller may read]
    pass namespace: default is a legal name; whether it exists in the cluster cannot be seen from here [Azure ML documentation: attach neither creates nor checks the namespace]
    unknown namespace: ml is a legal name; whether it exists in the cluster cannot be seen from here → Make sure of it: kubectl get namespace ml [Azure ML documentation: attach neither creates nor checks the namespace]
    warn namespace: azureml-ws1 is the namespace of the legacy AKS compute of this workspace → Choose another namespace if that compute is still in use: the two disturb each other [Azure ML documentation: attach neither creates nor checks the namespace]
    pass same-subscription: cluster and workspace are in one subscription [Azure ML documentation, limitations of the extension; user report, Azure/AML-Kubernetes 155]
    fail same-subscription: cluster and workspace are in different subscriptions → Connect the cluster with Azure Arc in the workspace's subscription and attach that [Azure ML documentation, limitations of the extension; user report, Azure/AML-Kubernetes 155]"
  `);
});

it('the identity of the compute', () => {
  const user = { type: 'UserAssigned', ids: [identityId] } as const;
  const one = { id: identityId, resource: read({}), caller: null };
  const all = read([{ actions: ['*'], notActions: [] }]);
  expect(
    wordsOf(
      checkIdentity(null, []),
      checkIdentity({ type: 'SystemAssigned' }, []),
      checkIdentity(user, [{ ...one, caller: all }, one]),
      checkIdentity(user, [{ ...one, caller: absent }]),
      checkIdentity(user, [{ ...one, caller: forbidden }]),
      checkIdentity(user, [{ ...one, resource: absent }]),
      checkIdentity(user, [{ ...one, resource: broken }]),
    ),
  ).toMatchInlineSnapshot(`
    "warn identity: no identity is asked for: jobs that read storage or a registry without keys will fail → Attach with identity type SystemAssigned or UserAssigned; later it takes a detach and a new attach [Azure ML documentation, identities of Kubernetes computes]
    pass identity: the compute gets an identity of its own [Azure ML documentation, identities of Kubernetes computes]
    pass identity: …/Microsoft.ManagedIdentity/userAssignedIdentities/id1 exists [Azure ML documentation, attach a Kubernetes cluster]
    pass identity-assign: the caller may hand …/Microsoft.ManagedIdentity/userAssignedIdentities/id1 to a compute [Azure documentation, LinkedAuthorizationFailed]
    warn identity: …/Microsoft.ManagedIdentity/userAssignedIdentities/id1 exists, but the service uses the first identity only → Give one identity [Azure ML documentation, attach a Kubernetes cluster]
    fail identity-assign: the caller may not hand …/Microsoft.ManagedIdentity/userAssignedIdentities/id1 to a compute → Give the caller Managed Identity Operator on the identity [Azure documentation, LinkedAuthorizationFailed]
    unknown identity-assign: the caller may not read the roles on …/Microsoft.ManagedIdentity/userAssignedIdentities/id1 → Let the caller read the roles on …/Microsoft.ManagedIdentity/userAssignedIdentities/id1 to have this checked: the role Reader is enough [what the caller may read]
    fail identity: there is no identity …/Microsoft.ManagedIdentity/userAssignedIdentities/id1 → Correct the identity id, or create the identity first [Azure ML documentation, attach a Kubernetes cluster]
    unknown identity: the identity …/Microsoft.ManagedIdentity/userAssignedIdentities/id1 could not be read: timed out → Try again later [what the caller may read]"
  `);
});

it('the rights of the caller', () => {
  const all = read([{ actions: ['*'], notActions: [] }]);
  const noDelete = read([{ actions: ['*'], notActions: ['*/delete'] }]);
  const none = read([]);
  expect(
    wordsOf(
      ...[all, noDelete, none, forbidden].map((fact) => checkCallerAttach(fact)),
      ...[all, none, absent, broken].map((fact) => checkCallerCluster(fact, 'aks')),
      checkCallerCluster(none, 'arc'),
    ),
  ).toMatchInlineSnapshot(`
    "pass caller-attach: the caller may read, attach and detach computes [Azure ML documentation, manage roles]
    warn caller-attach: the caller is not allowed Microsoft.MachineLearningServices/workspaces/computes/delete in the workspace → Give the caller Contributor, or a custom role with Microsoft.MachineLearningServices/workspaces/computes/delete; AzureML Data Scientist is not enough [Azure ML documentation, manage roles]
    fail caller-attach: the caller is not allowed Microsoft.MachineLearningServices/workspaces/computes/read, Microsoft.MachineLearningServices/workspaces/computes/write, Microsoft.MachineLearningServices/workspaces/computes/delete in the workspace → Give the caller Contributor, or a custom role with Microsoft.MachineLearningServices/workspaces/computes/read, Microsoft.MachineLearningServices/workspaces/computes/write, Microsoft.MachineLearningServices/workspaces/computes/delete; AzureML Data Scientist is not enough [Azure ML documentation, manage roles]
    unknown caller-attach: the caller may not read the roles on the workspace → Let the caller read the roles on the workspace to have this checked: the role Reader is enough [what the caller may read]
    pass caller-cluster: the caller may do with the cluster what an attach takes [Azure ML documentation, manage roles]
    warn caller-cluster: the caller lacks Microsoft.ContainerService/managedClusters/read and Microsoft.KubernetesConfiguration/extensions/read and Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action → Give the caller Contributor on the resource group of the cluster, or Reader and Azure Kubernetes Service Cluster Admin on it [Azure ML documentation, manage roles]
    unknown caller-cluster: the caller may not read the roles on the cluster → Let the caller read the roles on the cluster to have this checked: the role Reader is enough [what the caller may read]
    unknown caller-cluster: the roles on the cluster could not be read: timed out → Try again later [what the caller may read]
    warn caller-cluster: the caller lacks Microsoft.Kubernetes/connectedClusters/read and Microsoft.KubernetesConfiguration/extensions/read → Give the caller Reader on the cluster [Azure ML documentation, manage roles]"
  `);
});
