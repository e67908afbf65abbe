import type { ProblemPattern } from '../domain/match-problem.js';
import { REFUSAL_PATTERNS } from '../domain/refusal-patterns.js';

/** What to do about a refusal that the service gives at once. */
export interface RefusalHint extends ProblemPattern {
  readonly id: string;
  /** What to do; of the message it may take a name in the form of a name, nothing else. */
  readonly fix: string | ((message: string) => string);
  /** Where the fact comes from. */
  readonly source: string;
}

/** The refusals whose remedy is known. */
export const REFUSAL_HINTS: readonly RefusalHint[] = [
  {
    id: 'identity-assign',
    codes: ['LinkedAuthorizationFailed'],
    fix: 'Give the caller a role with assign/action on the user-assigned identity, for example Managed Identity Operator',
    source: 'Azure documentation, LinkedAuthorizationFailed',
  },
  {
    id: 'identity-missing',
    codes: ['FailedIdentityOperation'],
    fix: 'Correct the id of the user-assigned identity, or create it first',
    source: 'Azure documentation, managed identities',
  },
  {
    id: 'sign-in-mfa',
    ...REFUSAL_PATTERNS['sign-in-mfa'],
    fix: 'Sign in again with multi-factor authentication (az login), or run unattended as a workload identity, managed identity or service principal',
    source: 'Azure documentation, mandatory multi-factor authentication',
  },
  {
    id: 'azure-rule',
    codes: ['RequestDisallowedByAzure'],
    fix: 'Azure itself forbids this, so no role helps: choose what the message allows, such as another region',
    source: 'Azure documentation, RequestDisallowedByAzure',
  },
  {
    id: 'policy',
    codes: ['RequestDisallowedByPolicy'],
    fix: 'Ask for an exemption of the policy assignment that the activity log names',
    source: 'Azure documentation, RequestDisallowedByPolicy',
  },
  {
    id: 'caller-role',
    codes: ['AuthorizationFailed'],
    fix: 'Give the caller a role that allows this on the workspace, for example Contributor; new roles take minutes to count',
    source: 'Azure ML documentation, manage roles',
  },
  {
    id: 'api-version',
    ...REFUSAL_PATTERNS['api-version'],
    fix: 'Choose one of the api-versions or regions that the message lists, or one that this cloud serves',
    source: 'user reports, Azure/azure-sdk-for-js 4097, microsoft/vscode-tools-for-ai 940',
  },
  {
    id: 'provider-unregistered',
    codes: ['MissingSubscriptionRegistration'],
    fix: (message) =>
      `Register the provider in the subscription of the resource, and wait until it is registered: az provider register --namespace ${providerIn(message)}`,
    source:
      'Azure documentation, MissingSubscriptionRegistration; user report, MicrosoftDocs/azure-docs 99764',
  },
  {
    id: 'workspace-roles',
    words: /role check failed/i,
    fix: 'Give the first user-assigned identity of the workspace Reader, Kubernetes Extension Contributor and Azure Kubernetes Service Cluster Admin on the cluster',
    source: 'Azure ML documentation, attach a Kubernetes cluster; user report, Azure/AML-Kubernetes 279',
  },
  {
    id: 'name-refused',
    words: /compute name is invalid/i,
    fix: 'Choose a name of 2 to 16 letters, digits and hyphens, starting with a letter and ending in a letter or digit',
    source: 'user report, MicrosoftDocs/azure-docs 55961',
  },
  {
    id: 'update-refused',
    words: /(?:does ?n[o']t|not) support update/i,
    fix: 'Detach the compute, wait until it is gone, then attach it as you want it',
    source: 'Azure/azureml-examples 3030; Azure ML documentation, known issues of Kubernetes compute',
  },
  {
    id: 'resource-group-missing',
    ...REFUSAL_PATTERNS['resource-group-missing'],
    fix: 'Correct the resource group or its subscription; the groups that there are: az group list --output table',
    source: 'Azure documentation, common deployment errors',
  },
  {
    id: 'subscription-missing',
    ...REFUSAL_PATTERNS['subscription-missing'],
    fix: 'Compare the subscription id, the cloud and the tenant of the sign-in with those that there are: az account list --all --output table',
    source: 'Azure documentation, common deployment errors',
  },
  {
    id: 'scope-locked',
    ...REFUSAL_PATTERNS['scope-locked'],
    fix: 'Ask the owner of the lock on the resource, its group or its subscription to remove it; locks are shown by az lock list',
    source: 'Azure documentation, locks of resources',
  },
  {
    id: 'subscription-disabled',
    ...REFUSAL_PATTERNS['subscription-disabled'],
    fix: 'Have the owner of the billing account activate the subscription again: it can only be read',
    source: 'Azure documentation, common deployment errors',
  },
  {
    id: 'quota',
    ...REFUSAL_PATTERNS.quota,
    fix: 'Remove what is no longer needed, or ask for more of the quota that the message names',
    source: 'Azure documentation, common deployment errors',
  },
  {
    id: 'network-closed',
    ...REFUSAL_PATTERNS['network-closed'],
    fix: 'Call from a network with a private endpoint to the workspace, or allow public network access',
    source: 'Azure ML documentation, private endpoints',
  },
  {
    id: 'wrong-audience',
    ...REFUSAL_PATTERNS['wrong-audience'],
    fix: 'Ask for a token of this cloud: compare the cloud, its Resource Manager and its scope with those of the sign-in',
    source: 'Azure documentation, national clouds',
  },
  {
    id: 'client-secret',
    ...REFUSAL_PATTERNS['client-secret'],
    fix: 'Give the service principal a new client secret: this one has expired, or is not its value',
    source: 'Microsoft Entra documentation, AADSTS error codes',
  },
];

/** What to do, in the words for this message. */
export function fixFor({ fix }: RefusalHint, message: string): string {
  return typeof fix === 'string' ? fix : fix(message);
}

/** The resource provider that a message names, or the one that extensions take. */
function providerIn(message: string): string {
  return /\bMicrosoft\.[A-Za-z]{2,60}\b/.exec(message)?.[0] ?? 'Microsoft.KubernetesConfiguration';
}

/** Conflicts that waiting mends: another operation is at work on the resource. */
export const BUSY: ProblemPattern = {
  codes: [
    'AnotherOperationInProgress',
    'ConflictingConcurrentWriteNotAllowed',
    'OperationInProgress',
    'ResourceBusy',
    'ServerBusy',
    'RetryableError',
  ],
  words:
    /\b(?:another|other|previous|earlier|ongoing|concurrent) (?:\w+ ){0,3}operations?\b|\bin progress\b|\b(?:is|are) (?:currently |still |already )?(?:being |busy|updating|deleting|creating|attaching|detaching|provisioning)|\b(?:retry|try again) later\b/i,
};
