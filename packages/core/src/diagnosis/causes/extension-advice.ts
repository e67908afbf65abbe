import type { ExtensionFailure } from '../../domain/extension-failures/classify-extension-failure.js';
import type { ExtensionFailureId } from '../../domain/extension-failures/extension-stage.js';
import type { NamedResource } from '../../domain/extension-failures/named-in-failure.js';
import {
  installExtension,
  kubectl,
  onCluster,
  registerProvider,
  reinstallExtension,
  showExtension,
} from './in-place.js';
import { ownershipCause, ownershipFix } from './ownership-advice.js';
import type { Place } from './place.js';
import { TROUBLESHOOT_EXTENSION } from './rule.js';

/** What a failure of the extension means, and what to do about it. */
export interface ExtensionAdvice {
  readonly cause: (failure: ExtensionFailure) => string;
  readonly fix: (failure: ExtensionFailure, place: Place) => string;
  readonly source: string;
}

const PROVIDER = 'Microsoft.KubernetesConfiguration';
const PODS = 'kubectl get pods -n azureml -o wide';
const EVENTS = 'kubectl get events -n azureml --sort-by=.lastTimestamp';
const REPORT = 'kubectl get configmap arcml-healthcheck -n azureml -o yaml';
const REGISTRIES =
  'the registries that Azure Machine Learning documents for Kubernetes compute, such as mcr.microsoft.com';
const WAIT = 'Wait for about an hour, then install again';

function advise(
  cause: string | ExtensionAdvice['cause'],
  fix: (place: Place, failure: ExtensionFailure) => string,
  source: string = TROUBLESHOOT_EXTENSION,
): ExtensionAdvice {
  return {
    cause: typeof cause === 'string' ? () => cause : cause,
    fix: (failure, place) => fix(place, failure),
    source,
  };
}

/** Advice for every way in which the extension fails; for the health check where it gives no code. */
export const EXTENSION_ADVICE: Readonly<Record<ExtensionFailureId, ExtensionAdvice>> = {
  'provider-unregistered': advise(
    ({ named }) => `the subscription has not registered ${named.provider ?? 'a resource provider'}`,
    (place, { named }) =>
      `Register the provider, wait until it is registered, then install again: ${registerProvider(place, named.provider ?? PROVIDER)}`,
    'user reports, hashicorp/terraform-provider-azurerm 22462, MicrosoftDocs/azure-docs 99764',
  ),
  'install-forbidden': advise(
    'the service that installs extensions is refused at the cluster: its provider is not registered, or its service principal is missing in the tenant',
    (place) => `Register the provider again, then install again: ${registerProvider(place, PROVIDER)}`,
    'user reports, Azure/azure-cli 25654, Azure/azure-cli-extensions 5144, Azure/AML-Kubernetes 280, MicrosoftDocs/azure-docs 97274 and 99764',
  ),
  'install-region': advise(
    'the extension is not offered in the region of the cluster',
    () => 'Attach a cluster in a region in which the extension is offered',
    'user report, MicrosoftDocs/azure-docs 94258',
  ),
  'install-version': advise(
    'the version or release train that was asked for is not published for this cluster: its region, its kind or its Kubernetes version',
    (place) => `Install without a version, from the train stable: ${installExtension(place)}`,
    'user report, Azure/azure-cli-extensions 5470',
  ),
  'install-trust': advise(
    'TLS fails on the way out of the cluster: a proxy or firewall opens or stops it, or its certificate is not trusted there',
    () =>
      `Allow outbound traffic to ${REGISTRIES}; let the cluster trust the certificate of the proxy, or leave them out of its inspection`,
    'user report, Azure/AKS-Edge 170',
  ),
  'install-chart-missing': advise(
    'the chart of the extension was not found: the version that was asked for does not exist in its release train',
    (place) => `Install without a version, from the train stable: ${installExtension(place)}`,
  ),
  'install-registry': advise(
    'the cluster cannot reach the registry of the chart',
    () => `Allow outbound traffic and name resolution for ${REGISTRIES}; then install again`,
  ),
  'install-rendering': advise(
    'the settings of the extension do not fit its chart: one is missing, or has a wrong name or type',
    (place) =>
      `Compare its settings with those that are documented; each value is text. They are shown by ${showExtension(place)}`,
    `${TROUBLESHOOT_EXTENSION}; user report, Azure/AML-Kubernetes 285`,
  ),
  'install-scope': advise(
    'the extension is not installed with scope cluster, so its installer lacks rights for the whole cluster',
    (place) => `Remove it and install it with scope cluster: ${reinstallExtension(place)}`,
    'user reports, Azure/AML-Kubernetes 283 and 285',
  ),
  'install-rights': advise(
    'a service account lacks rights in the cluster that the installation takes',
    (place) =>
      `Look whether the scope of the extension is cluster (${showExtension(place)}), and give the service account in the evidence the right that it lacks`,
    'Kubernetes documentation, RBAC',
  ),
  'install-authorization': advise(
    'an identity lacks a right in Azure Resource Manager that the installation takes',
    () =>
      'Give the identity in the evidence a role with the action that stands there, wait some minutes, then install again',
    'Azure documentation, AuthorizationFailed',
  ),
  'install-policy': advise(
    'a policy in the cluster refuses what the extension creates: Gatekeeper, Kyverno, Pod Security or a quota',
    (place) =>
      `Exempt the namespaces azureml and kube-system from the policy in the evidence, then install again. Policies of Gatekeeper are shown by ${kubectl(place, 'kubectl get constraints')}`,
    `${TROUBLESHOOT_EXTENSION}; user report, Azure/AKS 5347`,
  ),
  'install-webhook': advise(
    ({ named }) =>
      `the admission webhook${named.webhook === null ? '' : ` ${named.webhook}`} does not answer; its pods may not be ready yet`,
    (place) =>
      `Install again once after some minutes. If it stays, look for the pods behind the webhook: ${kubectl(place, 'kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations', PODS)}`,
    'user reports, Azure/AKS 4510, Azure/AML-Kubernetes 297',
  ),
  'install-ownership': advise(
    ownershipCause,
    (place, failure) => ownershipFix(failure, place),
    `${TROUBLESHOOT_EXTENSION}; user report, Azure/AML-Kubernetes 162`,
  ),
  'endpoint-exists': advise(
    'an online endpoint of that name is in the cluster already; the extension itself is not at fault',
    () => 'Create the endpoint under another name, or delete the one that is there',
    'user report, Azure/azure-sdk-for-python 35109',
  ),
  'install-name-taken': advise(
    'an older Helm release has the name',
    (place) => `${WAIT}, or remove the release that is shown by ${kubectl(place, 'helm list -A -a')}`,
  ),
  'install-busy': advise(
    'another operation of Helm is at work',
    (place) => `${WAIT}. Its state is shown by ${kubectl(place, 'helm list -a -n azureml')}`,
  ),
  'install-terminating': advise(
    'the namespace azureml is still being removed from an earlier installation',
    (place) =>
      `Wait until the namespace is gone, then install again: ${kubectl(place, 'kubectl get namespace azureml --ignore-not-found')}`,
  ),
  'install-healthcheck': advise(
    'the health check of the extension failed; its report names the reason',
    (place) =>
      `Read the report, and remove the reason that it names: ${kubectl(place, REPORT, 'kubectl logs healthcheck -n azureml')}`,
    `${TROUBLESHOOT_EXTENSION}; user reports, Azure/azure-cli-extensions 5477, Azure/AML-Kubernetes 293`,
  ),
  'install-image-pull': advise(
    ({ named }) => `images of the extension cannot be pulled${workloadOf(named.workload)}`,
    (place, { named }) =>
      `Allow ${REGISTRIES}. The image is shown by ${kubectl(place, describeOf(named.workload), EVENTS)}`,
  ),
  'install-no-room': advise(
    ({ named }) => `no node has room for pods of the extension${workloadOf(named.workload)}`,
    (place, { named }) =>
      `Add nodes, free resources, or remove taints. What is lacking is shown by ${kubectl(place, describeOf(named.workload), 'kubectl get nodes')}`,
  ),
  'install-timed-out': advise(
    ({ named }) =>
      `pods of the extension did not become ready in time${workloadOf(named.workload)}: nodes are full, images cannot be pulled, or the pods crash`,
    (place, { named }) =>
      `Look at what is not ready: ${kubectl(place, PODS, describeOf(named.workload), EVENTS)}`,
  ),
  'install-agents-offline': advise(
    'the agents in the cluster do not answer: they are offline, or cannot reach Azure or the API server',
    (place) =>
      `Look at the agents, in namespace azure-arc on Arc and kube-system on AKS: ${kubectl(place, 'kubectl get pods -n azure-arc', 'kubectl get pods -n kube-system')}`,
    'user reports, Azure/AML-Kubernetes 158, MicrosoftDocs/azure-docs 88367, Azure/azure-cli-extensions 5501',
  ),
  'install-agent-memory': advise(
    'the extension agent ran out of memory, most often because of many Helm revisions that are still pending',
    (place) =>
      `Remove the secrets of revisions that are pending: ${kubectl(place, 'helm history azureml -n azureml', 'kubectl get secrets -n azureml -l owner=helm')}`,
  ),
  'install-arc-identity': advise(
    'the Arc agents got no token for the identity of the cluster',
    (place) =>
      `Check the clock of the nodes and outbound traffic to Azure, and upgrade the agents: ${onCluster(place, 'az connectedk8s upgrade', 'az connectedk8s upgrade with the name of the cluster')}; ${kubectl(place, 'kubectl get pods -n azure-arc')}`,
    'user report, Azure/AML-Kubernetes 41',
  ),
  'install-unknown': advise(
    'the extension failed for a reason that is not known here',
    (place) => `Read what it says of itself, and go by the innermost words: ${showExtension(place)}`,
    'user report, hashicorp/terraform-provider-azurerm 24547',
  ),
};

function workloadOf(workload: NamedResource | null): string {
  return workload === null ? '' : ` (${workload.kind} ${workload.name})`;
}

function describeOf(workload: NamedResource | null): string {
  if (workload === null) return PODS;
  return `kubectl describe ${workload.kind} ${workload.name} -n ${workload.namespace ?? 'azureml'}`;
}
