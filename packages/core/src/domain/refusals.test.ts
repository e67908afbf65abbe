import { expect, it } from 'vitest';
import { type InputProblem, InvalidInputError } from '../errors/invalid-input-error.js';
import { type AttachConfigurationInput, parseAttachConfiguration } from './attach-configuration.js';
import { parseAttachIdentity } from './attach-identity.js';
import { parseCloud } from './cloud.js';
import { requireResourceGroup, requireSubscriptionId } from './ids/arm-id.js';
import { computeNameWarnings, parseComputeName } from './ids/compute-name.js';
import { parseNamespace } from './ids/namespace.js';
import {
  parseClusterId,
  parseComputeId,
  parseUserAssignedIdentityId,
  parseWorkspaceId,
} from './ids/resource-ids.js';
import { workspaceIdOf } from './ids/workspace-name.js';
import { parseInstanceTypes, parseQuantity } from './instance-types.js';

const SCOPE = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg/providers';
const resourceId = `${SCOPE}/Microsoft.ContainerService/managedClusters/my-aks`;

function refusalOf(parse: () => unknown): InputProblem {
  try {
    parse();
  } catch (error) {
    if (InvalidInputError.isInstance(error)) return error.problem;
  }
  throw new Error('it was not refused');
}

/** As from JavaScript, where types hold nothing back. */
function configure(more: object): unknown {
  const input: AttachConfigurationInput = { resourceId, ...more };
  return parseAttachConfiguration(input);
}

const workspace = {
  subscriptionId: '11111111-2222-3333-4444-555555555555',
  resourceGroup: 'my-rg',
  name: 'ws1',
};

it('a refusal names the field, the rule and a good example', () => {
  const refusals = [
    () => requireSubscriptionId(7, 'subscription'),
    () => requireResourceGroup(null, 'group'),
    () => workspaceIdOf({ ...workspace, name: 'x' }),
    () => parseWorkspaceId('x'),
    () => parseClusterId('x'),
    () => parseComputeId('x'),
    () => parseUserAssignedIdentityId('x'),
    () => parseComputeName(7),
    () => parseNamespace(7),
    () => parseCloud({ ...parseCloud(), resourceManager: 'ftp://x' }),
    () => parseCloud({ ...parseCloud(), scope: '' }),
    () => parseQuantity(-1, 'cpu'),
    () => parseInstanceTypes(7),
    () => parseInstanceTypes({ a: { resources: { requests: { cpu: 'x' } } } }),
    () => parseInstanceTypes({ a: { resources: { limits: { cpu: 'x' } } } }),
    () => parseInstanceTypes({ a: { nodeSelector: { b: 7 } } }),
    () => parseInstanceTypes({ a: { b: 7 } }),
    () => parseAttachIdentity('systemassigned', undefined),
    () => parseAttachIdentity('SystemAssigned', ['x']),
    () => parseAttachIdentity('UserAssigned', []),
    () => configure({ nameSpace: 'x' }),
    () => configure({ description: 7 }),
    () => configure({ tags: { '': 'x' } }),
    () => configure({ defaultInstanceType: '' }),
    () => configure({ defaultInstanceType: 'b', instanceTypes: { a: {} } }),
  ];
  const lines = refusals
    .map(refusalOf)
    .map(({ field, rule, example }) => `${field} ${rule}, such as ${example}`);
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "subscription must be a subscription id, which is a GUID, such as 11111111-2222-3333-4444-555555555555
    group must be a resource group name: 1 to 90 letters, digits or - _ ( ) . and no dot at its end, such as my-resource-group
    name must be a workspace name: 3 to 33 letters, digits, - or _, starting with a letter or digit, such as my-workspace
    workspace must be the whole ARM id of an Azure Machine Learning workspace, such as /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg/providers/Microsoft.MachineLearningServices/workspaces/my-workspace
    resourceId must be the whole ARM id of an AKS cluster or an Azure Arc connected cluster, such as /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg/providers/Microsoft.ContainerService/managedClusters/my-aks
    id must be the whole ARM id of a compute of a workspace, such as /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg/providers/Microsoft.MachineLearningServices/workspaces/my-workspace/computes/gpu
    identityIds must be the whole ARM id of a user-assigned managed identity, such as /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/my-identity
    name must be 1 to 32 letters, digits or hyphens, starting with a letter and not ending in a hyphen, such as gpu-cluster
    namespace must be a Kubernetes namespace: 1 to 63 lower-case letters, digits or hyphens, no hyphen at either end, such as ml-team
    cloud.resourceManager must be an https origin without a path, or an http origin on loopback, such as https://management.azure.com
    cloud.scope must be the scope to ask a token for, such as https://management.azure.com/.default
    cpu must be a Kubernetes quantity: a number with an optional suffix such as m, k, Mi or Gi, such as 500m, 4Gi or 2
    instanceTypes must be an object, such as {"small": {"resources": {"requests": {"cpu": "500m", "memory": "1Gi"}}}}
    instanceTypes.a.resources.requests.cpu must be a Kubernetes quantity: a number with an optional suffix such as m, k, Mi or Gi, such as 500m, 4Gi or 2
    instanceTypes.a.resources.limits.cpu must be a Kubernetes quantity: a number with an optional suffix such as m, k, Mi or Gi, such as 500m, 4Gi or 2
    instanceTypes.a.nodeSelector.b must be a label value, which is text, such as nvidia
    instanceTypes.a.b is not a member of an instance type, such as nodeSelector, resources.requests or resources.limits
    identityType must be SystemAssigned or UserAssigned, in this casing, such as SystemAssigned
    identityIds must be left out for a system-assigned identity, such as [], or ask for a user-assigned identity
    identityIds must be a list of at least one id of a user-assigned identity, such as ["/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/my-identity"]
    nameSpace is not an attach field, such as resourceId, namespace, description, tags, defaultInstanceType, instanceTypes, identityType, identityIds
    description must be text, such as GPU nodes of team A
    tags must be at most 50 pairs of text, with names of 1 to 512 and values of at most 256 characters, such as { "team": "ml" }
    defaultInstanceType must be the name of one of the instanceTypes, such as defaultinstancetype
    defaultInstanceType must be the name of one of the instanceTypes, such as a"
  `);
});

it('a warning of a name tells which rule of the service it may break', () => {
  const warnings = ['ab', 'a-name-of-17-char', 'gpu-1'].flatMap((name) =>
    computeNameWarnings(parseComputeName(name)),
  );
  expect(warnings.join('\n')).toMatchInlineSnapshot(`
    "is shorter than 3 characters, which newer versions of the service refuse
    is longer than 16 characters, which the service has refused for attached computes
    ends in a hyphen and digits, which newer versions of the service refuse"
  `);
  expect(computeNameWarnings(parseComputeName('a-name-of-16-cha'))).toEqual([]);
  expect(computeNameWarnings(parseComputeName('gpu-1a'))).toEqual([]);
});

it('takes what is just within its bounds', () => {
  const tags = Object.fromEntries(Array.from({ length: 49 }, (_unused, index) => [`t${index}`, '']));
  expect(configure({ tags: { ...tags, ['n'.repeat(512)]: 'v'.repeat(256) } })).toMatchObject({ resourceId });
  for (const wrong of [
    { n: 'v'.repeat(257) },
    { ['n'.repeat(513)]: 'v' },
    { n: 7 },
    { ...tags, a: '', b: '' },
  ])
    expect(refusalOf(() => configure({ tags: wrong })).field).toBe('tags');
  expect(parseQuantity(0, 'cpu')).toBe(0);
});
