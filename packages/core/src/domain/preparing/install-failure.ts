import type { ServiceProblem } from '../../errors/service-problem.js';

/** Where an installation of the extension stopped. */
export type InstallStage =
  | 'registration'
  | 'version'
  | 'download'
  | 'rendering'
  | 'rights'
  | 'policy'
  | 'ownership'
  | 'name'
  | 'busy'
  | 'namespace'
  | 'health-check'
  | 'readiness'
  | 'agent'
  | 'region'
  | 'trust'
  | 'identity'
  | 'endpoint'
  | 'unknown';

/** Why an installation failed, in our words. */
export interface InstallFailure {
  readonly id: string;
  readonly stage: InstallStage;
  readonly cause: string;
  readonly fix: string;
  readonly source: string;
}

interface Row extends InstallFailure {
  readonly matches: (text: string) => boolean;
}

const TROUBLESHOOT = 'Azure ML documentation, troubleshoot the extension';
const REPORTS = 'user reports';

/** Whether a text holds all of the words, without regard to case. */
function all(...words: readonly string[]): Row['matches'] {
  return (text) => words.every((word) => text.includes(word.toLowerCase()));
}

/** Whether a text holds one of the words, without regard to case. */
function any(...words: readonly string[]): Row['matches'] {
  return (text) => words.some((word) => text.includes(word.toLowerCase()));
}

/** A resource of volcano or Prometheus that is in the way can be left out of the install; anything else cannot. */
const OWNERSHIP = any(
  'invalid ownership metadata',
  'cannot be imported into the current release',
  'resource already existing in your cluster',
);

/** The first row that matches wins, so that a narrow one stands before a wide one. */
const ROWS: readonly Row[] = [
  {
    id: 'provider-unregistered',
    stage: 'registration',
    matches: all('missingsubscriptionregistration'),
    cause: 'the subscription has not registered the provider of extensions',
    fix: 'Register Microsoft.KubernetesConfiguration, then install again',
    source: 'user report, hashicorp/terraform-provider-azurerm 22462',
  },
  {
    id: 'installer-refused',
    stage: 'registration',
    matches: all('extensionaddons', 'authorizationfailed'),
    cause:
      'the installer of Azure is refused: its provider is not registered, or its application has lost its role',
    fix: 'Register Microsoft.KubernetesConfiguration again, then install again',
    source: 'user reports, MicrosoftDocs/azure-docs 99762, Azure/azure-cli 25654, Azure/AML-Kubernetes 280',
  },
  {
    id: 'installer-missing',
    stage: 'registration',
    matches: all('extensionaddons', 'invalidauthenticationtoken'),
    cause: 'the installer of Azure has no service principal in the tenant',
    fix: 'Register Microsoft.KubernetesConfiguration again, then install again',
    source: 'user report, MicrosoftDocs/azure-docs 97274',
  },
  {
    id: 'version-unknown',
    stage: 'version',
    matches: all('failed to resolve the extension version from the given values'),
    cause:
      'the version or release train is not published for this region, kind of cluster or Kubernetes version',
    fix: 'Install from the train stable without a version',
    source: 'user report, Azure/azure-cli-extensions 5470',
  },
  {
    id: 'install-chart-missing',
    stage: 'download',
    matches: any('chart path not found', 'failed in download'),
    cause: 'the chart could not be fetched: wrong version or train, or the registry is out of reach',
    fix: 'Install without a version; let the cluster reach mcr.microsoft.com',
    source: TROUBLESHOOT,
  },
  {
    id: 'install-not-cluster-scoped',
    stage: 'rights',
    matches: all('is forbidden: user "system:serviceaccount:', 'ext-installer-'),
    cause: 'the extension was not installed for the whole cluster, so that it lacks rights',
    fix: 'Install it with cluster scope in namespace azureml, as this client does',
    source: 'user report, Azure/AML-Kubernetes 285',
  },
  {
    id: 'install-rendering',
    stage: 'rendering',
    matches: any('unable to render the helm chart', "can't evaluate field", 'error calling index'),
    cause: 'a setting has a wrong name or type, or one that the command line adds is missing',
    fix: 'Check the settings against the documentation; let this client compute the rest',
    source: `${TROUBLESHOOT}; user report, Azure/AML-Kubernetes 285`,
  },
  {
    id: 'install-policy',
    stage: 'policy',
    matches: any('admission webhook "validation.gatekeeper.sh" denied', 'denied the request'),
    cause: 'a policy of the cluster refuses objects of the extension',
    fix: 'Exempt namespaces azureml and kube-system from the policy, then install again',
    source: TROUBLESHOOT,
  },
  {
    id: 'install-webhook-race',
    stage: 'policy',
    matches: all('failed calling webhook', 'no endpoints available for service'),
    cause: "a webhook of the extension's own was not ready yet",
    fix: 'Install again once',
    source: 'user reports, Azure/AKS 4510, Azure/AML-Kubernetes 297',
  },
  {
    id: 'install-volcano-exists',
    stage: 'ownership',
    matches: (text) => OWNERSHIP(text) && text.includes('volcano'),
    cause: 'the cluster has a volcano of its own',
    fix: 'Install with the setting installVolcano=False',
    source: TROUBLESHOOT,
  },
  {
    id: 'install-prometheus-exists',
    stage: 'ownership',
    matches: (text) => OWNERSHIP(text) && text.includes('prometheus'),
    cause: 'the cluster has a Prometheus operator of its own',
    fix: 'Install with the setting installPromOp=False',
    source: TROUBLESHOOT,
  },
  {
    id: 'install-ownership',
    stage: 'ownership',
    matches: OWNERSHIP,
    cause: 'an object of another owner is in the way',
    fix: 'Find out who owns the object; remove it, or hand it to the release azureml by labels and annotations',
    source: TROUBLESHOOT,
  },
  {
    id: 'install-name-taken',
    stage: 'name',
    matches: all('cannot re-use a name that is still in use'),
    cause: 'an older Helm release has the name',
    fix: 'Wait for about an hour, or remove the release that helm list -Aa shows',
    source: TROUBLESHOOT,
  },
  {
    id: 'install-busy',
    stage: 'busy',
    matches: any(
      'earlier operation for the helm chart is still in progress',
      'another operation (install/upgrade/rollback) is in progress',
    ),
    cause: 'another operation of Helm is at work',
    fix: 'Wait for about an hour, then install again',
    source: TROUBLESHOOT,
  },
  {
    id: 'install-terminating',
    stage: 'namespace',
    matches: any('because it is being terminated', "it's being terminated"),
    cause: 'the namespace azureml is still being removed after an earlier installation',
    fix: 'Wait until kubectl get namespace azureml finds nothing, then install again',
    source: TROUBLESHOOT,
  },
  {
    id: 'install-healthcheck',
    stage: 'health-check',
    matches: any('pod healthcheck failed', 'pre-upgrade hooks failed', 'pre-delete'),
    cause: 'the health check of the extension failed; its report names the reason',
    fix: 'Inspect the cluster and read the health report; a plain report of E40007 means missing TLS settings',
    source: `${REPORTS}, hashicorp/terraform-provider-azurerm 24547, Azure/AML-Kubernetes 293`,
  },
  {
    id: 'install-region',
    stage: 'region',
    matches: any('is not registered in region', 'not available in region'),
    cause: 'the extension is not offered in the region of the cluster',
    fix: 'Use a cluster in another region',
    source: 'user report, MicrosoftDocs/azure-docs 94258',
  },
  {
    id: 'install-trust',
    stage: 'trust',
    matches: (text) =>
      any('x509:', 'certificate signed by unknown authority')(text) ||
      all('tls:', 'download')(text) ||
      all('tls:', 'connect')(text),
    cause: 'a proxy opens TLS, or the way out of the cluster is closed',
    fix: 'Allow the registries of Azure ML, and let the nodes trust the certificate of the proxy',
    source: 'user report, Azure/AKS-Edge 170',
  },
  {
    id: 'install-timed-out',
    stage: 'readiness',
    matches: any('timed out waiting for the condition', 'context deadline exceeded'),
    cause: 'pods of the extension did not become ready: nodes are full, or images cannot be pulled',
    fix: 'Inspect the cluster: pods and events; free resources, allow the registries of Azure ML',
    source: TROUBLESHOOT,
  },
  {
    id: 'install-agent-identity',
    stage: 'identity',
    matches: (text) => text.includes('tokenfetchfailed') || all('identity', 'status not populated')(text),
    cause: 'the Azure Arc agents have no token: their clock, their way out or their version is wrong',
    fix: 'Check the pods in namespace azure-arc; upgrade the agents',
    source: 'user report, Azure/AML-Kubernetes 41',
  },
  {
    id: 'install-agents-offline',
    stage: 'agent',
    matches: any('unable to get the status from the local crd', 'status not populated'),
    cause: 'the agents in the cluster do not report',
    fix: 'Check the pods in namespace azure-arc (Arc) or the extension agents in kube-system (AKS)',
    source: 'user reports, Azure/AML-Kubernetes 158, MicrosoftDocs/azure-docs 88367',
  },
  {
    id: 'install-agent-memory',
    stage: 'agent',
    matches: any('oomkilled'),
    cause: 'the extension agent runs out of memory, often because of many pending Helm revisions',
    fix: 'Remove old revisions of the release, then install again',
    source: TROUBLESHOOT,
  },
  {
    id: 'endpoint-exists',
    stage: 'endpoint',
    matches: all('already exists in cluster'),
    cause: 'an online endpoint of that name exists in the cluster',
    fix: 'Choose another name for the endpoint; the extension is not at fault',
    source: 'user report, Azure/azure-sdk-for-python 35109',
  },
];

const UNKNOWN: InstallFailure = {
  id: 'install-failed',
  stage: 'unknown',
  cause: 'the installation failed for a reason that is not known here',
  fix: 'Read what Azure says; inspect the cluster for the health report, pods and events',
  source: 'user report, hashicorp/terraform-provider-azurerm 24547',
};

/**
 * Explains a failed installation by its innermost cause: the classes around it also wrap failures of another kind. What
 * Helm did afterwards, such as an uninstall, is no cause.
 */
export function explainInstall(problems: readonly ServiceProblem[]): InstallFailure {
  for (const { code, message } of problems) {
    const text = `${code ?? ''} ${message}`.toLowerCase();
    const found = rowFor(innermost(text)) ?? rowFor(text);
    if (found !== undefined) return found;
  }
  return UNKNOWN;
}

function rowFor(text: string): InstallFailure | undefined {
  const row = ROWS.find(({ matches }) => matches(text));
  if (row === undefined) return undefined;
  const { matches: _, ...failure } = row;
  return failure;
}

/** What follows the last `InnerError`. */
function innermost(text: string): string {
  return text.slice(Math.max(0, text.lastIndexOf('innererror')));
}
