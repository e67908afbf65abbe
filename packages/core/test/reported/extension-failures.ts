import type { ExtensionFailureId } from '../../src/domain/extension-failures/extension-stage.js';

/** The wrapper that the service puts around a cause today. */
export function wrapped(
  cause: string,
  kind = 'Unable to create/update Kubernetes resources for the extension',
): string {
  const advice =
    'Recommendation Please check that there are no policies blocking the resource creation/update for the extension';
  return `The extension operation failed with the following error:  Error: [ InnerError: [Helm installation failed : ${kind} : ${advice} : InnerError [release azureml failed, and has been uninstalled due to atomic being set: ${cause}]]] occurred while doing the operation : [Create] on the config, For general troubleshooting visit: https://aka.ms/k8s-extensions-TSG.`;
}

/** The wrapper of 2021. */
function wrappedBefore(cause: string): string {
  return `Error: {failed to install chart from path [] for release [azureml]: err [${cause}]} occurred while doing the operation : {Installing the extension} on the config`;
}

/** What users quoted, shortened, with other names; the key is the report. */
export const REPORTED: readonly (readonly [report: string, id: ExtensionFailureId, text: string])[] = [
  [
    'azure-cli-extensions 5477',
    'install-healthcheck',
    'The extension operation failed with the following error:  Error: {Helm installation from path [] for release [aml] failed with the following error: err [release aml failed, and has been uninstalled due to atomic being set: failed pre-install: pod healthcheck failed]} occurred while doing the operation : {Installing the extension} on the config.',
  ],
  [
    'terraform-provider-azurerm 24547',
    'install-healthcheck',
    wrapped('failed pre-install: pod healthcheck failed'),
  ],
  [
    'azure-cli-extensions 5501',
    'install-agents-offline',
    'InstallationFailed: Unabled to get a response from the Agent in time',
  ],
  [
    'azure-cli-extensions 3661',
    'install-timed-out',
    wrappedBefore(
      'release aml failed, and has been uninstalled due to atomic being set: timed out waiting for the condition',
    ),
  ],
  [
    'AML-Kubernetes 162',
    'install-ownership',
    wrappedBefore(
      'rendered manifests contain a resource that already exists. Unable to continue with install: ClusterRole "blob-external-provisioner-role" in namespace "" exists and cannot be imported into the current release: invalid ownership metadata; label validation error: missing key "app.kubernetes.io/managed-by": must be set to "Helm"; annotation validation error: missing key "meta.helm.sh/release-name": must be set to "azureml"',
    ),
  ],
  [
    'AML-Kubernetes 285',
    'install-scope',
    'The extension operation failed with the following error:  Error: [ InnerError: [Helm installation failed : Unable to render the helm chart and substitue helm values to get a valid yaml : Recommendation Please check if the config settings provided are valid : InnerError [failed to install CRD crds/prometheus-crd.yaml: customresourcedefinitions.apiextensions.k8s.io is forbidden: User "system:serviceaccount:kube-system:ext-installer-azureml" cannot create resource "customresourcedefinitions" in API group "apiextensions.k8s.io" at the cluster scope]]] occurred while doing the operation : [Create] on the config',
  ],
  [
    'secrets-store-csi-driver-provider-azure 1054',
    'install-chart-missing',
    'Error: [Failed to setup Helm client during helm chart upgrade : err [mcr.microsoft.com/azureml/amlarc/stable/helm/azureml:1.4.0: not found]] occurred while doing the operation : [Installing the extension] on the config.',
  ],
  [
    'AKS 5347',
    'install-policy',
    wrapped(
      '4 errors occurred:\n\t* admission webhook "validation.gatekeeper.sh" denied the request: [azurepolicy-k8sazurev3containerlimits-00c3e0a064afabc5a244] [Implied by gatekeeper-expand-workloads] container <config-init> has no resource limits',
    ),
  ],
  [
    'api-management-self-hosted-gateway-ingress 19',
    'install-scope',
    'The extension operation failed with the following error:  Error: [ InnerError: [Helm installation failed : Unable to build the Kubernetes resources in the extension based on the cluster : InnerError [unable to build kubernetes objects from release manifest: error validating "": error validating data: failed to check CRD: failed to list CRDs: customresourcedefinitions.apiextensions.k8s.io is forbidden: User "system:serviceaccount:azure-arc:ext-installer-azureml" cannot list resource "customresourcedefinitions" in API group "apiextensions.k8s.io" at the cluster scope]]]',
  ],
  [
    'AML-Kubernetes 158',
    'install-agents-offline',
    "Unable to get the status from the local CRD with the error : {Error : Retry for given duration didn't get any results with err {status not populated}}",
  ],
  [
    'azure-docs 97274',
    'install-forbidden',
    'Request failed to https://management.azure.com/subscriptions/x/providers/Microsoft.ContainerService/managedclusters/c1/extensionaddons/azureml?api-version=2021-03-01. Error code: Unauthorized. Reason: Unauthorized.{"error":{"code":"InvalidAuthenticationToken","message":"The received access token is not valid: at least one of the claims \'puid\' or \'altsecid\' or \'oid\' should be present."}}',
  ],
  [
    'azure-stack-docs 2036',
    'install-terminating',
    wrappedBefore(
      'release aml failed, and has been uninstalled due to atomic being set: failed to create resource: secrets "controllerconfig" is forbidden: unable to create new content in namespace azureml because it is being terminated',
    ),
  ],
  [
    'azure-sdk-for-go 21668',
    'install-timed-out',
    'Error: [ InnerError: [Helm installation failed : Timed out waiting for the resource to come to a ready/completed stateDeployment is not ready: azureml/relay-agent. 0 out of 1 expected pods are ready : Recommendation Please contact Microsoft support for further inquiries : InnerError [release azureml failed, and has been uninstalled due to atomic being set: timed out waiting for the condition]]] occurred while doing the operation : [Create] on the config.',
  ],
];

/** The same kinds in other words, order and nesting, written for this test. */
export const PARAPHRASED: Readonly<
  Record<Exclude<ExtensionFailureId, 'install-unknown'>, readonly string[]>
> = {
  'provider-unregistered': [
    "The resource provider 'Microsoft.ContainerService' is in state 'NotRegistered'",
    'MissingSubscriptionRegistration: this subscription cannot use Microsoft.KubernetesConfiguration yet',
    wrapped("The subscription is not registered to use namespace 'Microsoft.Relay'"),
    'The resource provider Microsoft.KubernetesConfiguration has not been registered by the owner',
    'Operation refused: unregistered provider',
  ],
  'install-forbidden': [
    'AuthorizationFailed: no action Microsoft.ContainerService/managedClusters/extensionaddons/write for the client',
    'Forbidden on .../managedclusters/c1/extensionaddons/azureml',
    "InvalidAuthenticationToken: none of the claims 'puid', 'altsecid', 'oid' is in the token",
  ],
  'install-region': [
    'microsoft.azureml.kubernetes is not registered in region northcentralus',
    wrapped('the extension type is not available in location Poland Central'),
    'Region jioindiawest is not supported for this extension type',
  ],
  'install-version': [
    wrapped('chart requires kubeVersion: >=1.27.0-0 which is incompatible with Kubernetes v1.24.9'),
    'Failed to resolve the extension version from the given values',
    'Could not find an extension version that fits; tried 1.1.99',
    wrapped("version '9.9.9' was never published"),
    "release train 'nightly' does not exist for microsoft.azureml.kubernetes",
    'No matching version is available for Kubernetes 1.19',
    wrapped('no matches for kind "PodDisruptionBudget" in version "policy/v1beta1"'),
  ],
  'install-trust': [
    wrapped('Get "https://mcr.microsoft.com/v2/": x509: certificate signed by unknown authority'),
    'download of the chart: tls: failed to verify certificate',
    'self-signed certificate in certificate chain while fetching the chart',
    'Put "https://eastus.dp.kubernetesconfiguration.azure.com": proxyconnect tcp: EOF',
  ],
  'install-chart-missing': [
    'Failed in download the Chart path not found',
    wrappedBefore('failed to pull chart: azureml.azurecr.io/helm/amlarc:7.0.0: not found'),
    'helm pull: manifest unknown',
    'The chart for 1.2.3 does not exist in the repository',
    'chart artifact missing: 404',
  ],
  'install-registry': [
    'failed to download chart: dial tcp: lookup mcr.microsoft.com: no such host',
    wrapped('Get "https://mcr.microsoft.com/v2/azureml/amlarc": dial tcp 10.0.0.1:443: i/o timeout'),
    'registry mcr.microsoft.com: connection refused while the chart was fetched',
  ],
  'install-rendering': [
    wrapped(
      'Service "fe" is invalid: spec.type: Unsupported value: "InternalLB": supported values: "ClusterIP"',
    ),
    wrapped(
      'error validating "": error validating data: ValidationError(Service.spec.ports[0].nodePort): got "string"',
    ),
    wrapped(
      'template: azureml/templates/fe.yaml:7:3: executing "fe" at <.Values.x.y>: can\'t evaluate field y',
    ),
    'error calling index: cannot index slice/array with nil',
    'Unable to render the helm chart : InnerError [some words that say little]',
    'nil pointer evaluating interface {}.enabled',
    "values don't meet the specifications of the schema(s) in the following chart(s)",
    'YAML parse error on azureml/templates/a.yaml',
  ],
  'install-scope': [
    wrapped(
      'clusterroles.rbac.authorization.k8s.io is forbidden: User "system:serviceaccount:azure-arc:ext-installer-aml" cannot patch resource "clusterroles"',
    ),
    "Invalid scope 'namespace' for this extension",
    'The scope of this extension must be cluster',
    'serviceaccount ext-installer-azureml has no right to list customresourcedefinitions',
  ],
  'install-rights': [
    wrapped(
      'roles.rbac.authorization.k8s.io "a" is forbidden: user "system:serviceaccount:kube-system:x" is attempting to grant RBAC permissions not currently held',
    ),
    'secrets is forbidden: User "system:serviceaccount:azureml:agent" cannot list resource "secrets" in API group ""',
    'The service account azure-arc/installer lacks permission to create the clusterrole',
  ],
  'install-authorization': [
    "The client 'x' with object id 'y' does not have authorization to perform action 'Microsoft.Relay/namespaces/write'",
    'AuthorizationFailed: no write over the scope of the relay',
    wrapped("does not have permission to perform action 'Microsoft.Kubernetes/connectedClusters/read'"),
  ],
  'install-policy': [
    wrapped('admission webhook "validate.kyverno.svc-fail" denied the request: policy require-labels'),
    'pods "a" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
    'Deployment amlarc blocked by Gatekeeper constraint k8sazurev2noprivilege',
    "ValidatingAdmissionPolicy 'no-latest' with binding 'all' denied request: image tag",
    'pods "b" is forbidden: exceeded quota: team-quota, requested: cpu=2',
    'unable to validate against any security context constraint',
  ],
  'install-webhook': [
    wrapped(
      'Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": Post "https://a.azureml.svc:443": no endpoints available for service "a"',
    ),
    'failed to call webhook: the server could not find the requested resource',
    'could not reach the webhook volcano-admission: connection refused',
    'failed calling webhook "x.y.z": x509: certificate signed by unknown authority',
    'admission webhook "a.b.c" did not answer: context deadline exceeded',
  ],
  'install-ownership': [
    wrapped(
      'ServiceAccount "azureml-kube-state-metrics" in namespace "azureml" exists and cannot be imported into the current release',
    ),
    'Resource already existing in your cluster: podgroups.scheduling.volcano.sh',
    wrappedBefore(
      'customresourcedefinitions.apiextensions.k8s.io "prometheuses.monitoring.coreos.com" already exists',
    ),
    'the daemonset nvidia-device-plugin is owned by another release',
    'conflict occurred while applying object /a MutatingWebhookConfiguration: conflicts with "kubectl"',
  ],
  'endpoint-exists': [
    'Endpoint my-endpoint already exists in cluster',
    'An online endpoint with the name scoring exists already in the cluster',
    wrapped('the endpoint name fe is already in use'),
  ],
  'install-name-taken': [
    'cannot re-use a name that is still in use',
    wrappedBefore('cannot reuse a name: azureml'),
    'release azureml already exists in namespace azureml',
    'the name azureml is still in use by a failed release',
  ],
  'install-busy': [
    'Earlier operation for the helm chart is still in progress',
    wrapped('another operation (install/upgrade/rollback) is in progress'),
    'release azureml is in pending-upgrade',
    'An upgrade of the extension is still running',
  ],
  'install-terminating': [
    wrapped('create: failed to create: object is being deleted: namespaces "azureml" already exists'),
    'unable to create new content in namespace azureml because it is being terminated',
    wrapped('namespace azureml is Terminating'),
    'The namespace azureml is still under deletion',
    "namespaces azureml: it's being terminated",
  ],
  'install-healthcheck': [
    wrapped('failed pre-install: pod healthcheck failed'),
    'UPGRADE FAILED: pre-upgrade hooks failed: timed out waiting for the condition',
    'failed pre-delete: job healthcheck failed',
    'Status: Failed Name: service ErrorCode: E40001 ErrorMessage: x',
    'The health check of the extension did not pass: pre-rollback hook error',
  ],
  'install-image-pull': [
    'pod relayserver-0: ImagePullBackOff',
    wrapped('container agent: ErrImagePull: rpc error'),
    'Back-off pulling image "mcr.microsoft.com/azureml/x:1"; pod gateway-5f never started',
  ],
  'install-no-room': [
    "pod didn't trigger scale-up: 1 max node group size reached",
    '0/3 nodes are available: 3 Insufficient cpu',
    wrapped('pod volcano-scheduler-7 is unschedulable'),
    'FailedScheduling: the node had an untolerated taint',
  ],
  'install-timed-out': [
    wrapped('timed out waiting for the condition'),
    wrapped('context deadline exceeded'),
    'post-install hooks failed: timed out waiting for the condition',
    'Helm timed out waiting for the pods of the chart',
    'resource not ready, name: amlarc-compute, kind: Deployment, status: InProgress',
    'job init-check: BackoffLimitExceeded',
    'pod identity-proxy-1 is in CrashLoopBackOff',
    'Deployment is not ready: azureml/gateway. 0 out of 1 expected pods are ready',
  ],
  'install-agents-offline': [
    'The cluster was not seen for 3 days; its connectivityStatus is Offline',
    'Unable to get the status from the local CRD',
    'The config agent in the cluster did not respond: no answer from the agent',
    'Arc agents are offline',
    wrapped('no heartbeat from the extension agent for 15 minutes'),
    'status not populated',
    wrappedBefore(
      'Kubernetes cluster unreachable: Get "https://10.0.0.1:443/version": dial tcp: i/o timeout',
    ),
  ],
  'install-agent-memory': [
    'extension-operator was OOMKilled',
    'container manager of extension-operator exited with code 137',
    'revisions 12 pending-install, 13 pending-upgrade, 14 pending-upgrade of the release',
    'too many pending revisions of the release',
  ],
  'install-arc-identity': [
    'TokenFetchFailed: the identity endpoint gave 500',
    'Error in the service identity request: status not populated',
    'could not acquire a token for the Arc identity of the cluster',
  ],
};

/** Texts that name no cause, though words of causes occur in them. */
export const UNEXPLAINED: readonly string[] = [
  '',
  'The extension could not be installed.',
  'An error occurred. Please try again. If the problem persists, contact support.',
  wrapped('an unexpected error occurred'),
  'Error: [ InnerError: [Helm installation failed : Recommendation Please check that no policy denied the request : InnerError [something new]]]',
  'InnerError [exit status 1] : Recommendation: make sure that the registry is reachable and that pods are ready',
  'Please check the health check and the agents; see https://aka.ms/healthcheck-failed',
  'The policy team was informed; the reason is not known',
  'Something went wrong. If the agents do not respond, contact support.',
  'Installation has not completed.',
  'The release notes name no reason for exit code 3',
  'webhook called, hooks passed, chart rendered; then it stopped',
];
