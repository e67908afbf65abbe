import type { ProblemPattern } from '../domain/match-problem.js';

/** What to do about a refusal that the service gives at once. */
export interface RefusalHint extends ProblemPattern {
  readonly id: string;
  readonly fix: string;
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
    codes: ['NoRegisteredProviderFound'],
    fix: 'Choose one of the api-versions or regions that the message lists',
    source: 'user reports, Azure/azure-sdk-for-js 4097, microsoft/vscode-tools-for-ai 940',
  },
  {
    id: 'provider-unregistered',
    codes: ['MissingSubscriptionRegistration'],
    fix: 'Register the provider that the message names: az provider register --namespace <provider>',
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
];
