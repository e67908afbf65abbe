import { classifyExtensionFailure } from '../../domain/extension-failures/classify-extension-failure.js';
import type { ExtensionFailureId } from '../../domain/extension-failures/extension-stage.js';
import type { Obstacle } from '../../domain/extension-failures/obstacle.js';
import type { ServiceProblem } from '../../errors/service-problem.js';
import type { StepFailure } from './preparation-step.js';

type Words = readonly [cause: string, fix: string, source: string];

const TROUBLESHOOT = 'Azure ML documentation, troubleshoot the extension';
const REGISTER_AGAIN = 'Register Microsoft.KubernetesConfiguration again, then install again';
const INSPECT = 'Inspect the cluster: pods, events and nodes name the reason';

/** What each failure means, and what heals it. */
const EXPLANATIONS: Readonly<Record<ExtensionFailureId, Words>> = {
  'provider-unregistered': [
    'the subscription has not registered the provider of extensions',
    'Register Microsoft.KubernetesConfiguration, then install again',
    'user report, hashicorp/terraform-provider-azurerm 22462',
  ],
  'install-forbidden': [
    'the installer of Azure is refused: its provider is not registered, or its application has lost its role',
    REGISTER_AGAIN,
    'user reports, MicrosoftDocs/azure-docs 99762 and 97274, Azure/azure-cli 25654, Azure/AML-Kubernetes 280',
  ],
  'install-region': [
    'the extension is not offered in the region of the cluster',
    'Use a cluster in another region',
    'user report, MicrosoftDocs/azure-docs 94258',
  ],
  'install-version': [
    'the version or release train is not published for this region, kind of cluster or Kubernetes version',
    'Install from the train stable without a version',
    'user report, Azure/azure-cli-extensions 5470',
  ],
  'install-trust': [
    'a proxy opens TLS, or the way out of the cluster is closed',
    'Allow the registries of Azure ML, and let the nodes trust the certificate of the proxy',
    'user report, Azure/AKS-Edge 170',
  ],
  'install-chart-missing': [
    'the chart of the extension was not found',
    'Install without a version, from the train stable',
    TROUBLESHOOT,
  ],
  'install-registry': [
    'the cluster cannot reach the registry of the chart',
    'Let the cluster reach mcr.microsoft.com and its data endpoints',
    TROUBLESHOOT,
  ],
  'install-rendering': [
    'a setting has a wrong name or type, or one that the command line adds is missing',
    'Check the settings against the documentation; this client computes the rest',
    `${TROUBLESHOOT}; user report, Azure/AML-Kubernetes 285`,
  ],
  'install-scope': [
    'the extension was not installed for the whole cluster, so that it lacks rights',
    'Install it with cluster scope in namespace azureml, as this client does',
    'user report, Azure/AML-Kubernetes 285',
  ],
  'install-rights': [
    'the installer lacks a Kubernetes right',
    INSPECT,
    'user report, Azure/AML-Kubernetes 285',
  ],
  'install-authorization': [
    'a right at Azure is missing',
    'Give the caller and the cluster the rights that the text names',
    'Azure RBAC documentation, troubleshoot',
  ],
  'install-policy': [
    'a policy of the cluster refuses objects of the extension',
    'Exempt namespaces azureml and kube-system from the policy, then install again',
    TROUBLESHOOT,
  ],
  'install-webhook': [
    'a webhook was not ready yet',
    'Install again once',
    'user reports, Azure/AKS 4510, Azure/AML-Kubernetes 297',
  ],
  'install-ownership': [
    'an object of another owner is in the way',
    'Find out who owns the object; remove it, or hand it to the release azureml by labels and annotations',
    TROUBLESHOOT,
  ],
  'endpoint-exists': [
    'an online endpoint of that name exists in the cluster',
    'Choose another name for the endpoint; the extension is not at fault',
    'user report, Azure/azure-sdk-for-python 35109',
  ],
  'install-name-taken': [
    'an older Helm release has the name',
    'Wait for about an hour, or remove the release that helm list -Aa shows',
    TROUBLESHOOT,
  ],
  'install-busy': [
    'another operation of Helm is at work',
    'Wait for about an hour, then install again',
    TROUBLESHOOT,
  ],
  'install-terminating': [
    'the namespace azureml is still being removed after an earlier installation',
    'Wait until kubectl get namespace azureml finds nothing, then install again',
    TROUBLESHOOT,
  ],
  'install-healthcheck': [
    'the health check of the extension failed; its report names the reason',
    'Inspect the cluster and read the health report; E40007 alone means missing TLS settings',
    'user reports, hashicorp/terraform-provider-azurerm 24547, Azure/AML-Kubernetes 293',
  ],
  'install-image-pull': [
    'images of the extension cannot be pulled',
    'Allow the registries of Azure ML',
    TROUBLESHOOT,
  ],
  'install-no-room': [
    'no node has room for pods of the extension',
    `Add nodes or free resources. ${INSPECT}`,
    TROUBLESHOOT,
  ],
  'install-timed-out': [
    'pods of the extension did not become ready: nodes are full, or images cannot be pulled',
    INSPECT,
    TROUBLESHOOT,
  ],
  'install-agents-offline': [
    'the agents in the cluster do not report',
    'Check the pods in namespace azure-arc (Arc) or the extension agents in kube-system (AKS)',
    'user reports, Azure/AML-Kubernetes 158, MicrosoftDocs/azure-docs 88367',
  ],
  'install-agent-memory': [
    'the extension agent runs out of memory, often because of many pending Helm revisions',
    'Remove old revisions of the release, then install again',
    TROUBLESHOOT,
  ],
  'install-arc-identity': [
    'the Azure Arc agents have no token: their clock, their way out or their version is wrong',
    'Check the pods in namespace azure-arc; upgrade the agents',
    'user report, Azure/AML-Kubernetes 41',
  ],
  'install-unknown': [
    'the installation failed for a reason that is not known here',
    'Read what Azure says; inspect the cluster for the health report, pods and events',
    'user report, hashicorp/terraform-provider-azurerm 24547',
  ],
};

/** What an install can leave out where the cluster has one of its own. */
const LEFT_OUT: Readonly<Partial<Record<Obstacle, string>>> = {
  volcano: 'Install with the setting installVolcano=False',
  prometheus: 'Install with the setting installPromOp=False',
  'nvidia-device-plugin': 'Install with the setting installNvidiaDevicePlugin=False',
  'dcgm-exporter': 'Install with the setting installDcgmExporter=False',
};

/** Why an installation failed, by what the service says. */
export function explainInstall(problems: readonly ServiceProblem[]): StepFailure {
  const texts = problems.map(({ code, message }) => (code === null ? message : `${code}: ${message}`));
  const { id, obstacle } = classifyExtensionFailure(texts);
  const [summary, fix, source] = EXPLANATIONS[id];
  const leftOut = obstacle === null ? undefined : LEFT_OUT[obstacle];
  return { cause: id, summary, fix: leftOut ?? fix, source };
}
