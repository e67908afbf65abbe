import { ATTACH_CLUSTER, type Rule } from '../diagnosis/causes/rule.js';

/** Why a request of ours is refused at once. */
export const REQUEST_RULES: readonly Rule[] = [
  {
    id: 'identity-assign',
    codes: ['LinkedAuthorizationFailed'],
    confidence: 'likely',
    cause: 'the caller may not hand the user-assigned identity to a compute',
    fix: 'Give the caller a role with assign/action on the user-assigned identity, for example Managed Identity Operator',
    source: 'Azure documentation, LinkedAuthorizationFailed',
  },
  {
    id: 'identity-missing',
    codes: ['FailedIdentityOperation'],
    confidence: 'likely',
    cause: 'a user-assigned identity does not exist',
    fix: 'Correct the id of the user-assigned identity, or create it first',
    source: 'Azure documentation, managed identities',
  },
  {
    id: 'policy',
    codes: ['RequestDisallowedByPolicy'],
    confidence: 'likely',
    cause: 'an Azure Policy forbids it',
    fix: 'Ask for an exemption of the policy assignment that the activity log names',
    source: 'Azure documentation, RequestDisallowedByPolicy',
  },
  {
    id: 'caller-role',
    codes: ['AuthorizationFailed'],
    confidence: 'likely',
    cause: 'the caller lacks a role',
    fix: 'Give the caller a role that allows this on the workspace, for example Contributor; new roles take minutes to count',
    source: 'Azure ML documentation, manage roles',
  },
  {
    id: 'api-version',
    codes: ['NoRegisteredProviderFound'],
    confidence: 'likely',
    cause: 'the api-version or the region is not served',
    fix: 'Choose one of the api-versions or regions that the message lists',
    source: 'user reports, Azure/azure-sdk-for-js 4097, microsoft/vscode-tools-for-ai 940',
  },
  {
    id: 'provider-unregistered',
    codes: ['MissingSubscriptionRegistration'],
    confidence: 'likely',
    cause: 'the subscription has not registered a resource provider',
    fix: 'Register the provider that the message names: az provider register --namespace <provider>',
    source:
      'Azure documentation, MissingSubscriptionRegistration; user report, MicrosoftDocs/azure-docs 99764',
  },
  {
    id: 'workspace-roles',
    words: /role check failed/i,
    confidence: 'likely',
    cause: 'the user-assigned identity of the workspace lacks roles on the cluster',
    fix: 'Give the first user-assigned identity of the workspace Reader, Kubernetes Extension Contributor and Azure Kubernetes Service Cluster Admin on the cluster',
    source: `${ATTACH_CLUSTER}; user report, Azure/AML-Kubernetes 279`,
  },
  {
    id: 'name-refused',
    words: /compute name is invalid/i,
    confidence: 'likely',
    cause: 'the name of the compute is not accepted',
    fix: 'Choose a name of 2 to 16 letters, digits and hyphens, starting with a letter and ending in a letter or digit',
    source: 'user report, MicrosoftDocs/azure-docs 55961',
  },
  {
    id: 'update-refused',
    words: /(?:does ?n[o']t|not) support update/i,
    confidence: 'likely',
    cause: 'a Kubernetes compute cannot be changed',
    fix: 'Detach the compute, wait until it is gone, then attach it as you want it',
    source: 'Azure/azureml-examples 3030; Azure ML documentation, known issues of Kubernetes compute',
  },
];
