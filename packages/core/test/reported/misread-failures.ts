import type { ExtensionFailureId } from '../../src/domain/extension-failures/extension-stage.js';
import { wrapped } from './extension-failures.js';

const INSTALLER = 'User "system:serviceaccount:azure-arc:ext-installer-azureml"';

/** What the extension reports with words of other causes in it: names of files, of resources, of what was asked for. */
const INSTALLS: readonly (readonly [id: ExtensionFailureId, text: string])[] = [
  [
    'install-policy',
    '2 errors occurred: * admission webhook "validation.gatekeeper.sh" denied the request: no limits * timed out waiting for the condition',
  ],
  ['install-policy', 'admission webhook "policy.corp.io" denied the request: image registry check timed out'],
  [
    'install-policy',
    'admission webhook "validate.kyverno.svc-fail" denied the request: pods that are not ready get no traffic',
  ],
  [
    'install-policy',
    'admission webhook "validate.nginx.ingress.kubernetes.io" denied the request: location annotation is not supported',
  ],
  [
    'install-policy',
    'admission webhook "policy.corp.io" denied the request: api version v1beta1 is not supported here',
  ],
  [
    'install-policy',
    'admission webhook "policy.corp.io" denied the request: the label region is not available on the node',
  ],
  ['install-policy', 'pods "a-1" is forbidden: [maximum cpu usage per Container is 500m, but limit is 2]'],
  [
    'install-scope',
    `poddisruptionbudgets.policy "azureml-fe" is forbidden: ${INSTALLER} cannot create resource "poddisruptionbudgets" in API group "policy"`,
  ],
  [
    'install-scope',
    `podsecuritypolicies.policy is forbidden: ${INSTALLER} cannot get resource "podsecuritypolicies" at the cluster scope`,
  ],
  [
    'install-scope',
    `validatingwebhookconfigurations.admissionregistration.k8s.io "x" is forbidden: ${INSTALLER} cannot create resource "validatingwebhookconfigurations"`,
  ],
  [
    'install-rights',
    'poddisruptionbudgets.policy "n" is forbidden: User "system:serviceaccount:azure-arc:config" cannot create resource "poddisruptionbudgets" in API group "policy"',
  ],
  ['install-scope', "Extension type microsoft.azureml.kubernetes supports only scope 'cluster'"],
  ['install-scope', 'Cluster-scoped installation is required, but scope namespace was given'],
  ['install-timed-out', 'container gateway OOMKilled on a node of agent pool np1'],
  ['install-timed-out', 'nodes of the agent pool are not ready'],
  ['install-no-room', 'agent pool np1 is down to zero; 0/1 nodes are available: 1 Insufficient cpu'],
  [
    'install-rendering',
    'template: azureml/templates/pull.yaml:1:2: executing "x" at <.Values.imagePullSecret>: nil pointer evaluating interface {}.name',
  ],
  [
    'install-rendering',
    'template: azureml/templates/webhook.yaml:9:3: executing "azureml/templates/webhook.yaml" at <fail>: error calling fail: webhook port timed out',
  ],
  ['install-rendering', 'yaml: line 12: found character that cannot start any token'],
  ['install-unknown', 'Certificate rotation done; unknown stage 3 ended'],
  ['install-unknown', 'MountVolume.SetUp: volume "tls" has secret "scoring-tls" error: not there'],
  ['install-unknown', 'Certificate.cert-manager.io "fe" is invalid: spec.dnsNames'],
  ['install-unknown', 'secrets provider "azure" is not registered with the driver'],
  ['install-healthcheck', 'CHECK FAILED, e40002'],
  ['install-timed-out', 'job volcano-admission-init failed: DeadlineExceeded'],
  ['install-timed-out', 'Readiness probe failed: HTTP probe failed with statuscode: 503'],
  [
    'install-timed-out',
    'Liveness probe failed: dial tcp 10.244.0.9:5001: connect: connection refused; container gateway restarted',
  ],
  [
    'install-image-pull',
    'Error response from daemon: toomanyrequests: You have reached your pull rate limit for image nginx',
  ],
  ['install-agents-offline', 'Error: the config-agent lost its connection with the dataplane'],
  ['install-agents-offline', 'extension-manager pod is not running on the cluster'],
  ['install-region', 'LocationNotAvailableForResourceType: extension type not offered there'],
  ['install-version', 'ExtensionVersionNotFound: 1.0.1'],
  [
    'install-version',
    'resource mapping not found: no matches for kind "PodDisruptionBudget" in version "policy/v1beta1"',
  ],
  [
    'install-unknown',
    'resource mapping not found: no matches for kind "ServiceMonitor" in version "monitoring.coreos.com/v1"',
  ],
  ['install-agents-offline', 'the connected cluster my-arc is in Expired state'],
];

export const MISREAD_INSTALLS = INSTALLS.map(([id, text]) => [id, wrapped(text)] as const);

/** What an attach reports with the name of a wider place in it, and refusals in the form of OAuth. */
export const MISREAD_ATTACHES: readonly (readonly [cause: string | null, code: string, message: string])[] = [
  ['local-accounts', 'BadRequest', 'Cluster aks1 in subscription 1111-2222 has local accounts disabled'],
  ['local-accounts', 'BadRequest', 'subscription corp, cluster aks1: local accounts are disabled'],
  ['network-closed', 'BadRequest', "Workspace ws1 of subscription 'corp': public network access is disabled"],
  ['network-closed', 'BadRequest', 'Public access is not enabled: only private endpoints are accepted'],
  ['subscription-disabled', 'BadRequest', "The subscription 'corp' is disabled, and so read only"],
  [null, 'NotFound', "Managed cluster 'aks1' in resource group 'rg' was not found"],
  [null, 'NotFound', "The disk 'd' of the resource group 'rg' could not be found"],
  [null, 'NotFound', "The disk 'd' in subscription 'corp' was not found"],
  ['extension-missing', 'BadRequest', "The extension 'azureml' could not be found on the cluster."],
  [
    'extension-missing',
    'BadRequest',
    'No extension of type Microsoft.AzureML.Kubernetes is installed on the cluster.',
  ],
  [null, 'BadRequest', 'the secrets provider has not been registered with the driver'],
  [
    'client-secret',
    'BadRequest',
    '{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}',
  ],
  [
    'client-secret',
    'X',
    'Token request failed. {"error":"invalid_client","error_description":"AADSTS7000222: expired keys","error_codes":[7000222]}',
  ],
  [
    'provider-unregistered',
    'Conflict',
    '{"error":"MissingSubscriptionRegistration","message":"register Microsoft.Relay"}',
  ],
];
