import type { ExtensionFailureId } from '../../src/domain/extension-failures/extension-stage.js';
import { wrapped } from './extension-failures.js';

/** Failures of an installation in other words than those that were reported, as Helm, Kubernetes, Go and Azure write them. */
export const REWORDED_INSTALLS: readonly (readonly [id: ExtensionFailureId, text: string])[] = [
  [
    'install-trust',
    wrapped(
      'failed to do request: Head "https://mcr.microsoft.com/v2/azureml/x/manifests/1.1.60": net/http: TLS handshake timeout',
      'Helm pull failed',
    ),
  ],
  [
    'install-trust',
    wrapped(
      'Failed to pull image "mcr.microsoft.com/azureml/amlarc/docker/gateway:1.0": rpc error: code = Unknown desc = failed to resolve reference: failed to do request: Head "https://mcr.microsoft.com/v2/": net/http: TLS handshake timeout',
    ),
  ],
  [
    'install-trust',
    wrapped(
      'Get "https://mcr.microsoft.com/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    ),
  ],
  [
    'install-trust',
    wrapped('remote error: tls: unrecognized name while fetching chart from mcr.microsoft.com'),
  ],
  [
    'install-trust',
    wrapped(
      'Get "https://eastus.dp.kubernetesconfiguration.azure.com/": x509: certificate is valid for *.proxy.corp, not eastus.dp.kubernetesconfiguration.azure.com',
    ),
  ],
  ['install-trust', 'ChartPullFailed: the TLS handshake with mcr.microsoft.com did not finish'],
  ['install-trust', wrapped('EOF during TLS handshake with the registry, the corporate firewall resets it')],
  [
    'install-registry',
    wrapped(
      'Get "https://mcr.microsoft.com/v2/": dial tcp: lookup mcr.microsoft.com on 10.0.0.10:53: server misbehaving',
      'Helm pull failed',
    ),
  ],
  [
    'install-registry',
    wrapped(
      'Get "https://mcr.microsoft.com/v2/": dial tcp 204.79.197.219:443: i/o timeout',
      'Helm pull failed',
    ),
  ],
  [
    'install-registry',
    wrapped('failed to fetch anonymous token from mcr.microsoft.com: unexpected status: 503'),
  ],
  ['install-registry', wrapped('could not reach registry mcr.microsoft.com: connection reset by peer')],
  ['install-version', wrapped('the chart azureml in version 1.9.99 was not found in the registry')],
  [
    'install-chart-missing',
    wrapped('mcr.microsoft.com/azureml/amlarc/stable/helm/azureml:9.9.9: manifest unknown'),
  ],
  ['install-version', 'The extension version 5.0.0 is not available in the release train experimental'],
  ['install-version', 'Unable to determine the extension version for the given release train'],
  [
    'install-version',
    'No version of Microsoft.AzureML.Kubernetes is published for Kubernetes 1.35 in westus3',
  ],
  [
    'provider-unregistered',
    'The subscription abc is not registered to use namespace Microsoft.KubernetesConfiguration',
  ],
  [
    'provider-unregistered',
    'Resource provider Microsoft.Kubernetes has not been registered in this subscription',
  ],
  [
    'install-forbidden',
    'Calling /extensionaddons/azureml was answered AuthorizationFailed: the client has no authorization',
  ],
  ['install-region', 'The resource type extensions is not available in the location polandcentral'],
  ['install-region', 'Extension type microsoft.azureml.kubernetes is not supported in region qatarcentral'],
  [
    'install-rendering',
    wrapped(
      'template: azureml-extension/templates/relayserver.yaml:12:20: executing "x" at <.Values.relayserver.name>: nil pointer evaluating interface {}.name',
      'Unable to render the helm chart',
    ),
  ],
  [
    'install-rendering',
    wrapped(
      "values don't meet the specifications of the schema(s) in the following chart(s): azureml",
      'Helm upgrade failed',
    ),
  ],
  ['install-rendering', wrapped('json: cannot unmarshal string into Go value of type bool')],
  ['install-rendering', wrapped('error unmarshaling JSON: while decoding JSON: json: unknown field "foo"')],
  ['install-rendering', 'The configuration setting enableTraning is not a known setting of the extension'],
  [
    'install-scope',
    wrapped(
      'clusterroles.rbac.authorization.k8s.io is forbidden: User "system:serviceaccount:kube-system:ext-installer-aml" cannot create resource "clusterroles" at the cluster scope',
    ),
  ],
  ['install-scope', 'The extension needs scope cluster but was created with scope namespace'],
  [
    'install-rights',
    wrapped(
      'user "system:serviceaccount:azureml:default" is attempting to grant RBAC permissions not currently held',
    ),
  ],
  [
    'install-rights',
    wrapped(
      'the service account lacks permission to list nodes at cluster scope: cannot list resource "nodes"',
    ),
  ],
  [
    'install-policy',
    wrapped('admission webhook "validate.kyverno.svc-fail" denied the request: policy disallow-privileged'),
  ],
  [
    'install-policy',
    wrapped(
      'pods "gateway-" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
    ),
  ],
  ['install-policy', wrapped('admission webhook "aks-node-validating-webhook.azmk8s.io" denied the request')],
  [
    'install-policy',
    'Request rejected by the admission controller because the constraint k8sallowedrepos was not met',
  ],
  [
    'install-webhook',
    wrapped(
      'Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": Post "https://x.azureml.svc:443": no endpoints available for service "x"',
    ),
  ],
  [
    'install-webhook',
    wrapped('failed to call webhook: the webhook cert-manager did not answer: context deadline exceeded'),
  ],
  ['install-webhook', wrapped('conversion webhook for jobs.batch.volcano.sh failed: connection refused')],
  [
    'install-ownership',
    wrapped(
      'ServiceAccount "aml-operator" in namespace "azureml" exists and cannot be imported into the current release: invalid ownership metadata',
    ),
  ],
  [
    'install-ownership',
    wrapped(
      'Unable to continue with install: CustomResourceDefinition "queues.scheduling.volcano.sh" in namespace "" already exists',
    ),
  ],
  [
    'install-ownership',
    wrapped('ClusterRole "nvidia-device-plugin" already exists and is not managed by Helm'),
  ],
  ['install-ownership', 'Resource already existing in your cluster : csidriver "blob.csi.azure.com"'],
  ['install-name-taken', wrapped('cannot re-use a name that is still in use')],
  ['install-name-taken', wrapped('a release named azureml already exists')],
  ['install-busy', wrapped('another operation (install/upgrade/rollback) is in progress')],
  ['install-busy', 'Earlier operation for the helm chart is still in progress'],
  ['install-busy', wrapped('release azureml is in state pending-upgrade')],
  [
    'install-terminating',
    wrapped('unable to create new content in namespace azureml because it is being terminated'),
  ],
  ['install-terminating', 'namespace azureml is still in phase Terminating'],
  [
    'install-healthcheck',
    wrapped(
      'failed pre-install: 1 error occurred: * job failed: BackoffLimitExceeded: pod healthcheck failed',
    ),
  ],
  ['install-healthcheck', wrapped('pre-upgrade hooks failed: job healthcheck did not complete')],
  ['install-healthcheck', wrapped('Healthcheck reported failures: E40003 DNS')],
  ['install-timed-out', wrapped('timed out waiting for the condition')],
  ['install-timed-out', wrapped('context deadline exceeded')],
  [
    'install-timed-out',
    wrapped('Deployment is not ready: azureml/gateway. 0 out of 1 expected pods are ready'),
  ],
  ['install-image-pull', wrapped('pod azureml/aml-operator-0: ImagePullBackOff')],
  ['install-image-pull', wrapped('Back-off pulling image "mcr.microsoft.com/azureml/x:1"')],
  [
    'install-no-room',
    wrapped('0/2 nodes are available: 2 Insufficient cpu. preemption: 0/2 nodes are available'),
  ],
  ['install-no-room', wrapped("pod didn't trigger scale-up: max node group size reached")],
  [
    'install-agents-offline',
    "Unable to get the status from the local CRD with the error : {Error : Retry for given duration didn't get any results with err {status not populated}}",
  ],
  ['install-agents-offline', 'The Kubernetes agents have not sent a heartbeat for 2 hours'],
  ['install-agents-offline', 'Cluster is offline: connectivityStatus Expired'],
  ['install-agent-memory', 'extension-manager was OOMKilled with exit code 137'],
  ['install-agent-memory', 'config-agent restarts: out of memory'],
  ['install-arc-identity', 'TokenFetchFailed: failed to get MSI access token for the connected cluster'],
  ['install-arc-identity', 'The identity of the Arc cluster has no token; status not populated'],
  ['endpoint-exists', 'The endpoint fraud-scoring already exists in cluster, choose another name'],
  ['install-unknown', wrapped('the flux capacitor is empty')],
  ['install-unknown', 'Something happened.'],
];

/** Refusals in the middle of an attach, in other words than those that were reported. */
export const REWORDED_ATTACHES: readonly (readonly [cause: string, code: string, message: string])[] = [
  ['resource-group-missing', 'ResourceGroupNotFound', "Resource group 'x' could not be found."],
  ['resource-group-missing', 'BadRequest', "Resource group 'x' does not exist in subscription y"],
  ['subscription-missing', 'SubscriptionNotFound', "The subscription 'y' could not be found."],
  [
    'scope-locked',
    'ScopeLocked',
    "The scope '/x' cannot perform write operation because following scope(s) are locked: '/x'.",
  ],
  ['scope-locked', 'Conflict', 'The operation was refused because of a lock on the resource group'],
  [
    'subscription-disabled',
    'ReadOnlyDisabledSubscription',
    "The subscription 'y' is disabled and therefore marked as read only.",
  ],
  [
    'quota',
    'QuotaExceeded',
    'Operation could not be completed as it results in exceeding approved Total Regional Cores quota.',
  ],
  ['policy', 'RequestDisallowedByPolicy', "Resource 'x' was disallowed by policy."],
  [
    'sign-in-mfa',
    'RequestDisallowedByPolicy',
    'Resource was disallowed by policy. Users must use MFA for Create operation.',
  ],
  [
    'sign-in-mfa',
    'RequestDisallowedByAzure',
    'Authentication without multi-factor authentication is refused',
  ],
  [
    'network-closed',
    'Forbidden',
    'Public network access is disabled for this workspace; use a private endpoint',
  ],
  [
    'client-secret',
    'Unauthorized',
    "AADSTS7000222: The provided client secret keys for app 'x' are expired.",
  ],
  [
    'client-secret',
    'BadRequest',
    'The service principal of the cluster: AADSTS7000215: Invalid client secret provided',
  ],
  [
    'wrong-audience',
    'InvalidAuthenticationTokenAudience',
    "The access token has been obtained for wrong audience or resource 'https://graph.microsoft.com'.",
  ],
  [
    'wrong-audience',
    'Unauthorized',
    "The token's audience https://management.core.usgovcloudapi.net is invalid",
  ],
  [
    'wrong-tenant',
    'InvalidAuthenticationTokenTenant',
    "The access token is from the wrong issuer 'https://sts.windows.net/a/'. It must match the tenant 'https://sts.windows.net/b/' associated with this subscription.",
  ],
  [
    'api-version',
    'InvalidResourceType',
    "The resource type 'extensions' could not be found in the namespace 'Microsoft.KubernetesConfiguration' for api version '2023-05-01'.",
  ],
  [
    'api-version',
    'BadRequest',
    "The resource type could not be found in the namespace 'Microsoft.Kubernetes' for api version '2024-01-01'",
  ],
  [
    'local-accounts',
    'BadRequest',
    'Getting static credential is not allowed because this cluster is set to disable local accounts.',
  ],
  ['workspace-access', 'InternalError', "Operation returned an invalid status code 'Forbidden'"],
  [
    'provider-unregistered',
    'MissingSubscriptionRegistration',
    "The subscription is not registered to use namespace 'Microsoft.Relay'.",
  ],
  ['agent-installation', 'InternalError', 'Agent installation failed: Kubernetes init job could not run'],
  ['extension-missing', 'BadRequest', 'The AzureML extension is not installed in the cluster c1'],
  [
    'internal-error',
    'InternalServerError',
    'An internal server error occurred. Please try again. If the problem persists, contact support',
  ],
  [
    'kubernetes-unsupported',
    'BadRequest',
    'Kubernetes version 1.19 of the cluster is not supported any more',
  ],
  ['namespace-illegal', 'BadRequest', 'Namespace ml-team does not exist in the cluster'],
  ['cluster-gone', 'ClusterNotFound', 'x'],
  ['cluster-unreachable', 'BadRequest', 'The Kubernetes cluster is not reachable from the service'],
  ['install-trust', 'InternalError', 'Get "https://mcr.microsoft.com/v2/": net/http: TLS handshake timeout'],
  [
    'install-policy',
    'InternalError',
    'admission webhook "validation.gatekeeper.sh" denied the request: no limits',
  ],
];
