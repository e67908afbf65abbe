import { HEALTHCHECK_RULES } from './healthcheck-rules.js';
import { type Rule, TROUBLESHOOT_EXTENSION } from './rule.js';

const WAIT = 'Wait for about an hour, then install again';

/** Why an installation of the extension fails. */
export const EXTENSION_RULES: readonly Rule[] = [
  ...HEALTHCHECK_RULES,
  {
    id: 'install-name-taken',
    words: /name that is still in use/i,
    confidence: 'likely',
    cause: 'an older helm release has the name',
    fix: `${WAIT}, or remove the release that helm list -Aa shows`,
    source: TROUBLESHOOT_EXTENSION,
  },
  {
    id: 'install-busy',
    words: /helm chart is still in progress/i,
    confidence: 'likely',
    cause: 'another operation of helm is at work',
    fix: WAIT,
    source: TROUBLESHOOT_EXTENSION,
  },
  {
    id: 'install-terminating',
    words: /(?:is|it's) being terminated/i,
    confidence: 'likely',
    cause: 'the namespace azureml is still being removed from an earlier installation',
    fix: 'Wait until kubectl get namespace azureml finds nothing, then install again',
    source: TROUBLESHOOT_EXTENSION,
  },
  {
    id: 'install-ownership',
    words: /invalid ownership metadata/i,
    confidence: 'likely',
    cause: 'resources that others installed, such as a volcano or Prometheus of your own, are in the way',
    fix: 'Install with installVolcano=false or installPromOp=false, or hand the resources over to helm by labels and annotations',
    source: TROUBLESHOOT_EXTENSION,
  },
  {
    id: 'install-agents-offline',
    words: /status not populated/i,
    confidence: 'likely',
    seenAs: ['cluster-running'],
    cause: 'the agents in the cluster do not report, because they are offline or cannot reach Azure',
    fix: 'Check the pods in namespace azure-arc (Arc) or the extension agents in kube-system (AKS)',
    source: 'user reports, Azure/AML-Kubernetes 158, MicrosoftDocs/azure-docs 88367',
  },
  {
    id: 'install-chart-missing',
    words: /chart path not found/i,
    confidence: 'likely',
    cause: 'the version of the extension that was asked for does not exist in its release train',
    fix: 'Install without a version, from the train stable',
    source: TROUBLESHOOT_EXTENSION,
  },
  {
    id: 'install-forbidden',
    words: /extensionaddons/i,
    confidence: 'likely',
    cause: 'the installer of AKS extensions is refused, which happens when its provider is not registered',
    fix: 'az provider register --namespace Microsoft.KubernetesConfiguration, update the Azure CLI, then install again',
    source:
      'user reports, Azure/azure-cli 25654, Azure/azure-cli-extensions 5144, Azure/AML-Kubernetes 280, MicrosoftDocs/azure-docs 97274 and 99764',
  },
  {
    id: 'install-timed-out',
    words: /timed out waiting/i,
    confidence: 'likely',
    cause: 'pods of the extension did not become ready: nodes are full or images cannot be pulled',
    fix: 'Look at kubectl get pods -n azureml and its events; free resources, allow the registries of Azure ML',
    source: TROUBLESHOOT_EXTENSION,
  },
  {
    id: 'install-healthcheck',
    words: /healthcheck failed/i,
    confidence: 'likely',
    cause: 'the healthcheck before the installation failed; its report names the reason',
    fix: 'Read the report: kubectl describe configmap arcml-healthcheck -n azureml',
    source: `${TROUBLESHOOT_EXTENSION}; user reports, Azure/azure-cli-extensions 5477, Azure/AML-Kubernetes 293`,
  },
  {
    id: 'install-failed',
    codes: ['ExtensionOperationFailed', 'ExtensionCreationFailed'],
    confidence: 'possible',
    cause: 'the installation of the extension failed',
    fix: 'Read errorInfo and statuses of the extension: az k8s-extension show',
    source: 'user report, hashicorp/terraform-provider-azurerm 24547',
  },
];
