import type { Confidence } from './cause.js';

/** How something that the service said points to a cause. Codes count before words, which can change. */
export interface ServiceRule {
  readonly id: string;
  readonly codes: readonly string[];
  readonly words: RegExp | null;
  readonly confidence: Confidence;
  readonly cause: string;
  readonly fix: string;
  readonly source: string;
}

const TROUBLESHOOT = 'Azure ML documentation, troubleshoot Kubernetes compute';
const REATTACH = 'Detach the compute, then attach it again with the same name and namespace';

/** Ranked: the first rule that matches a problem is the one that counts for it. */
export const SERVICE_RULES: readonly ServiceRule[] = [
  {
    id: 'extension-missing',
    codes: ['ClusterServiceNotFound', 'ExtensionNotInstalled', 'ExtensionNotFound'],
    words: /extension (?:service )?(?:is )?not (?:installed|found)/i,
    confidence: 'likely',
    cause: 'the extension is not in the cluster, or the workspace identity may not see it',
    fix: 'Install the extension; give the workspace identity Kubernetes Extension Contributor on the cluster',
    source: TROUBLESHOOT,
  },
  {
    id: 'relay-left-over',
    codes: [],
    words: /relay resource id or connection string/i,
    confidence: 'likely',
    cause: 'an earlier detach left the connection of the extension broken',
    fix: 'Install the extension anew, then attach again',
    source: 'user report, Azure/AML-Kubernetes 75',
  },
  {
    id: 'role-check-failed',
    codes: ['AksRoleCheckFailed'],
    words: /role check failed/i,
    confidence: 'likely',
    cause: 'the identity of the workspace lacks roles on the cluster',
    fix: 'Give the first user-assigned identity Reader, Kubernetes Extension Contributor and AKS Cluster Admin there',
    source: 'user report, Azure/AML-Kubernetes 279',
  },
  {
    id: 'workspace-access',
    codes: ['ComputeNotAccessible', 'Forbidden', 'AuthorizationFailed'],
    words: /'forbidden'|not accessible/i,
    confidence: 'likely',
    cause: 'the workspace identity has no access to the cluster',
    fix: 'Give it Reader, Kubernetes Extension Contributor and Azure Kubernetes Service Cluster Admin on the cluster',
    source: TROUBLESHOOT,
  },
  {
    id: 'cluster-gone',
    codes: ['ClusterNotFound'],
    words: null,
    confidence: 'likely',
    cause: 'the cluster does not exist any more',
    fix: 'Detach the compute; attach a cluster that exists',
    source: TROUBLESHOOT,
  },
  {
    id: 'cluster-unreachable',
    codes: ['ClusterNotReachable', 'GenericClusterError'],
    words: /cluster is not reachable|failed to connect to kubernetes/i,
    confidence: 'likely',
    cause: 'the service cannot reach the API server of the cluster',
    fix: 'Start the cluster; with authorized IP ranges or a private API server, set up Trusted Access',
    source: TROUBLESHOOT,
  },
  {
    id: 'cluster-unauthorized',
    codes: ['ClusterUnauthorized'],
    words: null,
    confidence: 'likely',
    cause: 'the access token for the cluster was not accepted',
    fix: 'Try again after some minutes; check the Trusted Access role binding',
    source: TROUBLESHOOT,
  },
  {
    id: 'kubernetes-unsupported',
    codes: ['BadRequestFormat'],
    words: /kubernetes version .* not supported/i,
    confidence: 'likely',
    cause: 'the Kubernetes version of the cluster is not supported',
    fix: 'Upgrade the cluster',
    source: 'user report, Azure/azure-cli-extensions 515',
  },
  {
    id: 'extension-identity',
    codes: ['RefreshExtensionIdentityNotSet'],
    words: null,
    confidence: 'likely',
    cause: 'the managed identity of the extension is not assigned to the node pool',
    fix: 'Install the extension anew',
    source: TROUBLESHOOT,
  },
  {
    id: 'attachment-broken',
    codes: [
      'InvalidComputeInformation',
      'InvalidComputeNoKubernetesConfiguration',
      'ComputeNotFound',
      'GenericComputeError',
    ],
    words: null,
    confidence: 'likely',
    cause: 'what the service knows of the attachment is not valid any more',
    fix: REATTACH,
    source: TROUBLESHOOT,
  },
  {
    id: 'namespace-illegal',
    codes: ['InvalidNamespace'],
    words: /namespace/i,
    confidence: 'likely',
    cause: 'the namespace is not accepted',
    fix: 'Attach with the name of a namespace that exists in the cluster',
    source: 'Azure ML documentation, attach a Kubernetes cluster',
  },
  {
    id: 'internal-error',
    codes: ['InternalServerError', 'InternalError'],
    words: /internal server error|inside the service/i,
    confidence: 'possible',
    cause:
      'the service gives no reason; most often the workspace identity lacks AKS Cluster Admin, or a policy blocks it',
    fix: 'Check the roles of the workspace identity and the activity log of the cluster',
    source: 'Azure ML documentation; user reports, Azure/AML-Kubernetes 88, 155',
  },
];
