import {
  installExtension,
  kubectl,
  registerProvider,
  reinstallExtension,
  showExtension,
} from './in-place.js';
import { ATTACH_CLUSTER, type Rule, TROUBLESHOOT_COMPUTE } from './rule.js';

const ROLES = 'Reader, Kubernetes Extension Contributor and, on AKS, Azure Kubernetes Service Cluster Admin,';

/** That the extension is not there, or cannot be seen. */
const EXTENSION_ABSENT =
  /extension\b.{0,40}\bnot (?:be )?(?:installed|found)|\bno (?:\w+ ){0,3}extension\b.{0,80}\b(?:is installed|was found)/i;

/** Why an attach fails that the service had accepted. */
export const ATTACH_RULES: readonly Rule[] = [
  {
    id: 'extension-hidden',
    words: EXTENSION_ABSENT,
    given: { extension: 'pass' },
    confidence: 'likely',
    cause: 'the extension is there, but the identity of the workspace may not see it',
    fix: 'Give the identity of the workspace Kubernetes Extension Contributor on the cluster',
    source: ATTACH_CLUSTER,
  },
  {
    id: 'extension-missing',
    codes: ['ExtensionNotInstalled', 'ExtensionNotFound'],
    words: EXTENSION_ABSENT,
    confidence: 'likely',
    cause: 'the extension is not in the cluster, or the workspace identity may not see it',
    fix: (place) =>
      `Install the extension, and give the workspace identity Kubernetes Extension Contributor on the cluster: ${installExtension(place)}`,
    source: ATTACH_CLUSTER,
  },
  {
    id: 'relay-left-over',
    words: /relay resource id or connection string/i,
    confidence: 'likely',
    cause: 'an earlier detach left the connection of the extension broken',
    fix: (place) => `Reinstall the extension, then attach again: ${reinstallExtension(place)}`,
    source: 'user report, Azure/AML-Kubernetes 75',
  },
  {
    id: 'workspace-access',
    codes: ['ComputeNotAccessible', 'Forbidden', 'AuthorizationFailed'],
    // Kubernetes itself refuses and says why, or the network does.
    unless: /\bis forbidden:|\bpublic ?(?:network ?)?access\b/i,
    words:
      /'forbidden'|\bstatus ?code:? ['"]?(?:forbidden|403)|\b(?:answered|responded|returned)\b.{0,20}\bforbidden|not accessible|role check failed/i,
    confidence: 'likely',
    seenAs: ['workspace-roles'],
    cause: 'the workspace identity has no access to the cluster',
    fix: `Give the identity of the workspace ${ROLES} on the cluster`,
    source: `${TROUBLESHOOT_COMPUTE}; user report, MicrosoftDocs/azure-docs 20346`,
  },
  {
    id: 'policy',
    codes: ['RequestDisallowedByPolicy'],
    words: /disallowed by policy/i,
    confidence: 'likely',
    cause: 'an Azure Policy forbids what the attach creates',
    fix: 'Read the activity log of the resource group of the cluster, and ask for an exemption of the policy assignment that it names',
    source: 'user report, Azure/MachineLearningNotebooks 590; Azure documentation, RequestDisallowedByPolicy',
  },
  {
    id: 'provider-unregistered',
    codes: ['MissingSubscriptionRegistration'],
    words: /not registered to use namespace|resource provider has not been registered/i,
    confidence: 'likely',
    cause: 'the subscription has not registered a resource provider',
    fix: (place) =>
      `Register the providers, on AKS the first alone: ${registerProvider(place, 'Microsoft.KubernetesConfiguration')}; ${registerProvider(place, 'Microsoft.Relay')}`,
    source: 'user reports, MicrosoftDocs/azure-docs 75968 and 99764, Azure/AML-Kubernetes 36 and 89',
  },
  {
    id: 'kubernetes-unsupported',
    words: /kubernetes version\b.*\bnot supported/i,
    confidence: 'likely',
    seenAs: ['kubernetes-version'],
    cause: 'the Kubernetes version of the cluster is not supported',
    fix: 'Upgrade the cluster',
    source: 'user report, Azure/azure-cli-extensions 515',
  },
  {
    id: 'name-refused',
    words: /compute name is invalid/i,
    confidence: 'likely',
    cause: 'the name of the compute is not accepted',
    fix: 'Attach again under a name of 2 to 16 letters, digits and hyphens',
    source: 'user report, MicrosoftDocs/azure-docs 55961',
  },
  {
    id: 'namespace-illegal',
    codes: ['InvalidNamespace'],
    words: /namespace\b.{0,40}\b(?:does not exist|not found|not a DNS label)/i,
    confidence: 'likely',
    cause: 'the namespace is not accepted',
    fix: 'Attach with the name of a namespace that exists in the cluster',
    source: ATTACH_CLUSTER,
  },
  {
    id: 'agent-installation',
    words:
      /\bagents?\b.{0,40}\binstall\w*\b.{0,40}\bfail|(?:fail\w*|unable|could not)\b.{0,60}\binstall\w* (?:the |an? )?agents?|\binit[- ]?job\b|BackoffLimitExceeded|fail\w* to run (?:a |the )?job/i,
    confidence: 'likely',
    seenAs: ['extension-healthy'],
    cause: 'the installation of the agents in the cluster failed: a job or its pods did not run to their end',
    fix: (place) =>
      `Look at the pods and their events, and remove what stops them: ${kubectl(place, 'kubectl get pods -n azureml -o wide', 'kubectl get events -n azureml --sort-by=.lastTimestamp')}`,
    source: 'user report, Azure/AML-Kubernetes 19',
  },
  {
    id: 'internal-error',
    codes: ['InternalServerError', 'InternalError'],
    words: /internal (?:server )?error|inside the service|unexpected error/i,
    confidence: 'possible',
    seenAs: ['workspace-roles', 'workspace-name'],
    onlyBoilerplate: true,
    cause:
      'the service gives no reason; most often the workspace identity lacks Cluster Admin on an AKS cluster, or a policy blocks it',
    fix: `Give the workspace identity ${ROLES} on the cluster, and read the activity log of its resource group`,
    source: `${ATTACH_CLUSTER}; user reports, Azure/AML-Kubernetes 17, 88, 89, 155, Azure/azure-sdk-for-python 33480`,
  },
  {
    id: 'install-failed',
    codes: ['ExtensionOperationFailed', 'ExtensionCreationFailed'],
    confidence: 'possible',
    cause: 'the installation of the extension failed',
    fix: (place) => `Read what the extension says of itself: ${showExtension(place)}`,
    source: 'user report, hashicorp/terraform-provider-azurerm 24547',
  },
];
