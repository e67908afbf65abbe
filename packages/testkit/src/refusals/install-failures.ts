import type { InstallFailure } from '../world/install-failure.js';
import type { ErrorBody } from '../world/outcome.js';

/**
 * What Helm or the agent says, by stage. Key words: from users' reports and troubleshooting pages; the words around
 * them are our own.
 */
const CAUSES: Readonly<Record<Exclude<InstallFailure, `E4${string}`>, string>> = {
  registration:
    'code: MissingSubscriptionRegistration, the subscription does not use namespace Microsoft.KubernetesConfiguration',
  'registration-rights':
    "code: AuthorizationFailed, the client does not have authorization to perform action 'Microsoft.KubernetesConfiguration/extensionaddons/read'",
  'registration-principal':
    "extensionaddons answered InvalidAuthenticationToken: expected 'puid' or 'altsecid' or 'oid' claims in the token",
  version: 'Failed to resolve the extension version from the given values',
  chart: 'Chart path not found: failed in download of the chart',
  rendering: "Unable to render the helm chart: can't evaluate field enabled in type interface {}",
  'scope-rights':
    'customresourcedefinitions is forbidden: User "system:serviceaccount:azure-arc:ext-installer-azureml" cannot create it at the cluster scope',
  'admission-policy':
    'admission webhook "validation.gatekeeper.sh" denied the request: the container image is not allowed',
  'admission-race':
    'failed calling webhook "validate.nginx.ingress.kubernetes.io": no endpoints available for service "azureml-ingress-nginx-controller-admission"',
  'ownership-volcano':
    'rendered manifests contain a resource that already exists: CustomResourceDefinition "jobs.batch.volcano.sh" has invalid ownership metadata and cannot be imported into the current release',
  'ownership-foreign':
    'rendered manifests contain a resource that already exists: ClusterRole "csi-blob-node" has invalid ownership metadata and cannot be imported into the current release',
  'name-taken': 'cannot re-use a name that is still in use',
  busy: 'Earlier operation for the helm chart is still in progress',
  'namespace-ending': 'unable to create new content in namespace azureml because it is being terminated',
  readiness: 'timed out waiting for the condition',
  agent: 'Unable to get the status from the local CRD',
  'agent-memory': 'the extension-operator was OOMKilled; there are many pending-upgrade revisions',
  region: "The extension type is not registered in region 'eastus'",
  trust: 'failed in connection: x509: certificate signed by unknown authority',
  'arc-identity': 'TokenFetchFailed: Status not populated for the identity of the agent',
  endpoint: 'Endpoint model-a already exists in cluster',
  unknown: 'a reason that no one has described yet',
};

/** Whether a failure is one of the health check before the installation. */
function isHealthFailure(failure: InstallFailure): failure is Extract<InstallFailure, `E4${string}`> {
  return failure.startsWith('E4');
}

/** The error of an operation that failed. Code and frame of the text: from users' reports. */
export function installFailure(failure: InstallFailure, verb: 'create' | 'update' | 'delete'): ErrorBody {
  const cause = isHealthFailure(failure)
    ? `failed pre-install: pod healthcheck failed. ErrorCode: ${failure}`
    : CAUSES[failure];
  return wrapped(cause, verb);
}

/** The same frame around another cause. */
export function wrapped(cause: string, verb: 'create' | 'update' | 'delete'): ErrorBody {
  const doing = { create: 'Create', update: 'Update', delete: 'Delete' }[verb];
  return {
    code: 'ExtensionOperationFailed',
    message: `The extension operation failed with the following error: Error: [ InnerError: [Helm installation failed : Recommendation see the inner error : InnerError [${cause}]]] occurred while doing the operation : [${doing}] on the config`,
  };
}
