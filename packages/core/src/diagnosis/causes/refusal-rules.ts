import { groupOf } from '../../domain/cluster-commands.js';
import { shellLine } from '../../domain/commands/shell-line.js';
import { readArmId } from '../../domain/ids/arm-id.js';
import { subscriptionOf } from '../../domain/ids/resource-ids.js';
import { REFUSAL_PATTERNS } from '../../domain/refusal-patterns.js';
import type { ServiceProblem } from '../../errors/service-problem.js';
import { bindWorkspace } from './in-place.js';
import type { Place } from './place.js';
import type { Rule } from './rule.js';

const ARM_ERRORS = 'Azure documentation, common deployment errors';

/** What Azure Resource Manager refuses, also in the middle of an attach, whatever is attached. */
export const REFUSAL_RULES: readonly Rule[] = [
  {
    id: 'resource-group-missing',
    ...REFUSAL_PATTERNS['resource-group-missing'],
    confidence: 'likely',
    seenAs: ['same-subscription', 'cluster'],
    cause: (place, problem) =>
      `${whoseGroup(place, problem)} is not in the subscription in which it was looked for`,
    fix: (place) =>
      `Look whether the group still exists (${shellLine('az group list', { subscription: subscriptionIn(place), output: 'table' })}); a cluster of another subscription has to be connected by Azure Arc in that of the workspace`,
    source: 'user report, hashicorp/terraform-provider-azurerm 13961',
  },
  {
    id: 'subscription-missing',
    ...REFUSAL_PATTERNS['subscription-missing'],
    confidence: 'likely',
    cause: 'the subscription is not known in this cloud, or not in the tenant of the sign-in',
    fix: 'Compare the subscription id, the cloud and the tenant with those that are shown by az account list --all --output table',
    source: ARM_ERRORS,
  },
  {
    id: 'scope-locked',
    ...REFUSAL_PATTERNS['scope-locked'],
    confidence: 'likely',
    cause: 'a lock on the resource, its group or its subscription forbids the change',
    fix: ({ cluster, workspace }) =>
      `Ask the owner of the lock to remove it; it is shown by ${shellLine('az lock list', cluster === null ? { subscription: subscriptionIn({ cluster, workspace }) } : groupOf(cluster))}`,
    source: 'Azure documentation, locks of resources',
  },
  {
    id: 'subscription-disabled',
    ...REFUSAL_PATTERNS['subscription-disabled'],
    confidence: 'likely',
    cause:
      'the subscription is disabled, so it can only be read: most often its credit or its payment has ended',
    fix: 'Have the owner of the billing account activate the subscription again',
    source: ARM_ERRORS,
  },
  {
    id: 'quota',
    ...REFUSAL_PATTERNS.quota,
    confidence: 'likely',
    cause: 'a quota is used up',
    fix: 'Remove what is no longer needed, or ask for more of the quota that the evidence names, in the subscription and region that it names',
    source: ARM_ERRORS,
  },
  {
    id: 'sign-in-mfa',
    ...REFUSAL_PATTERNS['sign-in-mfa'],
    confidence: 'likely',
    cause: 'Azure asks for multi-factor authentication, and the sign-in had none',
    fix: 'Sign in again with multi-factor authentication (az login), or run unattended as a workload identity, managed identity or service principal',
    source: 'Azure documentation, mandatory multi-factor authentication',
  },
  {
    id: 'network-closed',
    ...REFUSAL_PATTERNS['network-closed'],
    confidence: 'likely',
    seenAs: ['workspace-network', 'cluster-network'],
    cause: 'public network access is switched off, and the call did not come by a private endpoint',
    fix: 'Call from a network with a private endpoint to the workspace, or allow public network access',
    source: 'Azure ML documentation, private endpoints',
  },
  {
    id: 'client-secret',
    ...REFUSAL_PATTERNS['client-secret'],
    confidence: 'likely',
    cause: 'the client secret of a service principal has expired, or is not its value',
    fix: 'Give the service principal of the cluster, or the one that the evidence names, a new client secret',
    source: 'Microsoft Entra documentation, AADSTS error codes',
  },
  {
    id: 'wrong-audience',
    ...REFUSAL_PATTERNS['wrong-audience'],
    confidence: 'likely',
    cause: 'the token was for another service or another cloud than the one that was asked',
    fix: 'Ask for a token of this cloud: compare the cloud, its Resource Manager and its scope with those that are shown by az cloud show',
    source: 'Azure documentation, national clouds',
  },
  {
    id: 'wrong-tenant',
    ...REFUSAL_PATTERNS['wrong-tenant'],
    confidence: 'likely',
    cause: 'the token was issued by another tenant than the one that the subscription belongs to',
    fix: 'Sign in to the tenant of the subscription; the tenants are shown by az account list --all --output table',
    source: 'Azure documentation, tenants of subscriptions',
  },
  {
    id: 'api-version',
    ...REFUSAL_PATTERNS['api-version'],
    confidence: 'likely',
    cause: 'the cloud or the region does not serve a resource type or api-version that the attach takes',
    fix: (place) =>
      `See what the region and the cloud serve: ${shellLine('az provider show', { namespace: 'Microsoft.KubernetesConfiguration', subscription: subscriptionIn(place) })}`,
    source: 'user reports, Azure/azure-sdk-for-js 4097, microsoft/vscode-tools-for-ai 940',
  },
  {
    id: 'local-accounts',
    words:
      /local accounts?\b.{0,60}\b(?:disabled|not allowed|off)|disabl\w+ (?:the )?local accounts?|static credentials?\b.{0,60}\bnot (?:allowed|permitted)/i,
    confidence: 'likely',
    seenAs: ['cluster-network'],
    cause: 'the cluster has its local accounts disabled, and the workspace has no Trusted Access',
    fix: (place) => `Give the workspace Trusted Access, then attach again: ${bindWorkspace(place)}`,
    source: 'Azure/AML-Kubernetes, Trusted Access support',
  },
];

/** The subscription in which something was refused; null where nothing is known of it. */
function subscriptionIn({ cluster, workspace }: Pick<Place, 'cluster' | 'workspace'>): string | null {
  const scope = cluster ?? workspace;
  return scope === null ? null : subscriptionOf(scope);
}

/** The group that the service names, where it is one that is known here. */
function whoseGroup({ cluster, workspace }: Place, { message }: ServiceProblem): string {
  const owners = [
    ['cluster', cluster],
    ['workspace', workspace],
  ] as const;
  for (const [owner, id] of owners) {
    const group = id === null ? undefined : readArmId(id)?.resourceGroup;
    if (group !== undefined && namesWord(message, group))
      return `the resource group of the ${owner}, ${group},`;
  }
  return 'a resource group, most likely that of the cluster,';
}

function namesWord(text: string, word: string): boolean {
  return text
    .toLowerCase()
    .split(/[^\w().-]+/)
    .map((part) => part.replace(/\.$/, ''))
    .includes(word.toLowerCase());
}
