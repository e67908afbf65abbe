import { groupOf } from '../../domain/cluster-commands.js';
import { shellLine } from '../../domain/commands/shell-line.js';
import { readArmId } from '../../domain/ids/arm-id.js';
import { subscriptionOf } from '../../domain/ids/resource-ids.js';
import type { ServiceProblem } from '../../errors/service-problem.js';
import { bindWorkspace } from './in-place.js';
import type { Place } from './place.js';
import type { Rule } from './rule.js';

const ARM_ERRORS = 'Azure documentation, common deployment errors';
const MFA = /multi-?\s?factor|\bMFA\b/i;

/** What Azure Resource Manager refuses, also in the middle of an attach, whatever is attached. */
export const REFUSAL_RULES: readonly Rule[] = [
  {
    id: 'resource-group-missing',
    codes: ['ResourceGroupNotFound'],
    words:
      /(?<!\bunder )\bresource group:? ['"]?[\w().-]+['"]?,? (?:could not be found|cannot be found|was not found|not found|does(?:n't| not) exist|is gone)/i,
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
    codes: ['SubscriptionNotFound', 'InvalidSubscriptionId'],
    words:
      /\bsubscription:? ['"]?[\w-]+['"]?,? (?:could not be found|cannot be found|was not found|not found|does(?:n't| not) exist)/i,
    confidence: 'likely',
    cause: 'the subscription is not known in this cloud, or not in the tenant of the sign-in',
    fix: 'Compare the subscription id, the cloud and the tenant with those that are shown by az account list --all --output table',
    source: ARM_ERRORS,
  },
  {
    id: 'scope-locked',
    codes: ['ScopeLocked', 'ReadOnlyDisabledLock'],
    words: /scope\S*\b.{0,40}\b(?:is|are) locked|because of a lock|resource lock/i,
    confidence: 'likely',
    cause: 'a lock on the resource, its group or its subscription forbids the change',
    fix: ({ cluster, workspace }) =>
      `Ask the owner of the lock to remove it; it is shown by ${shellLine('az lock list', cluster === null ? { subscription: subscriptionIn({ cluster, workspace }) } : groupOf(cluster))}`,
    source: 'Azure documentation, locks of resources',
  },
  {
    id: 'subscription-disabled',
    codes: ['ReadOnlyDisabledSubscription', 'DisabledSubscription', 'SubscriptionNotActive'],
    words: /subscription\b.{0,80}\b(?:disabled|read-?only|not active)/i,
    confidence: 'likely',
    cause:
      'the subscription is disabled, so it can only be read: most often its credit or its payment has ended',
    fix: 'Have the owner of the billing account activate the subscription again',
    source: ARM_ERRORS,
  },
  {
    id: 'quota',
    codes: [
      'QuotaExceeded',
      'OperationNotAllowedQuota',
      'ResourceQuotaExceeded',
      'SubscriptionQuotaExceeded',
    ],
    words: /\bquota\b.{0,80}\b(?:exceed\w*|reached|used up|limit)|exceed\w*\b.{0,60}\bquota/i,
    confidence: 'likely',
    cause: 'a quota is used up',
    fix: 'Remove what is no longer needed, or ask for more of the quota that the evidence names, in the subscription and region that it names',
    source: ARM_ERRORS,
  },
  {
    id: 'sign-in-mfa',
    codes: ['RequestDisallowedByAzure', 'RequestDisallowedByPolicy'],
    needs: MFA,
    confidence: 'likely',
    cause: 'Azure asks for multi-factor authentication, and the sign-in had none',
    fix: 'Sign in again with multi-factor authentication (az login), or run unattended as a workload identity, managed identity or service principal',
    source: 'Azure documentation, mandatory multi-factor authentication',
  },
  {
    id: 'network-closed',
    words:
      /public (?:network )?access\b.{0,80}\b(?:disabled|denied|not allowed|blocked|off)|(?:disabled|denied)\b.{0,40}\bpublic (?:network )?access/i,
    confidence: 'likely',
    seenAs: ['workspace-network', 'cluster-network'],
    cause: 'public network access is switched off, and the call did not come by a private endpoint',
    fix: 'Call from a network with a private endpoint to the workspace, or allow public network access',
    source: 'Azure ML documentation, private endpoints',
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
