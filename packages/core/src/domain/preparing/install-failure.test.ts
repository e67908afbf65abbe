import { describe, expect, it } from 'vitest';
import { explainInstall } from './install-failure.js';

const wrapped = (cause: string): string =>
  `The extension operation failed with the following error: Error: [ InnerError: [Helm installation failed : Unable to create/update Kubernetes resources for the extension : Recommendation Please check if there are any policies blocking the resource creation/update for the extension : InnerError [${cause}]]] occurred while doing the operation : [Create] on the config`;

describe('explainInstall', () => {
  it.each([
    ['MissingSubscriptionRegistration: not registered', 'provider-unregistered', 'registration'],
    ['AuthorizationFailed: no right over extensionaddons/read', 'installer-refused', 'registration'],
    [
      "InvalidAuthenticationToken 'puid' or 'altsecid' or 'oid' extensionaddons",
      'installer-missing',
      'registration',
    ],
    ['Failed to resolve the extension version from the given values', 'version-unknown', 'version'],
    ['Chart path not found', 'install-chart-missing', 'download'],
    ['Unable to render the helm chart', 'install-rendering', 'rendering'],
    [
      'Unable to render the helm chart: is forbidden: User "system:serviceaccount:azureml:ext-installer-aml"',
      'install-not-cluster-scoped',
      'rights',
    ],
    ['admission webhook "validation.gatekeeper.sh" denied the request', 'install-policy', 'policy'],
    ['failed calling webhook "x": no endpoints available for service "y"', 'install-webhook-race', 'policy'],
    ['CRD volcano: invalid ownership metadata', 'install-volcano-exists', 'ownership'],
    [
      'prometheuses.monitoring.coreos.com cannot be imported into the current release',
      'install-prometheus-exists',
      'ownership',
    ],
    ['ServiceAccount "x": invalid ownership metadata', 'install-ownership', 'ownership'],
    ['cannot re-use a name that is still in use', 'install-name-taken', 'name'],
    ['Earlier operation for the helm chart is still in progress', 'install-busy', 'busy'],
    [
      'unable to create new content in namespace azureml because it is being terminated',
      'install-terminating',
      'namespace',
    ],
    ['failed pre-install: pod healthcheck failed', 'install-healthcheck', 'health-check'],
    ['timed out waiting for the condition', 'install-timed-out', 'readiness'],
    ['Unable to get the status from the local CRD', 'install-agents-offline', 'agent'],
    ['extension-operator OOMKilled', 'install-agent-memory', 'agent'],
    ['the type is not registered in region westus', 'install-region', 'region'],
    ['x509: certificate signed by unknown authority', 'install-trust', 'trust'],
    ['TokenFetchFailed', 'install-agent-identity', 'identity'],
    ['endpoint e1 already exists in cluster', 'endpoint-exists', 'endpoint'],
    ['something new', 'install-failed', 'unknown'],
  ])('of %j is %s', (cause, id, stage) => {
    const problem = { code: 'ExtensionOperationFailed', message: wrapped(cause) };
    expect(explainInstall([problem])).toMatchObject({ id, stage });
  });

  it('does not take what Helm did afterwards, or the class around the cause, for the cause', () => {
    const message = wrapped(
      'release azureml failed, and has been uninstalled due to atomic being set: failed pre-install: pod healthcheck failed',
    );
    expect(explainInstall([{ code: null, message }]).id).toBe('install-healthcheck');
  });

  it('explains the first problem that is known', () => {
    const problems = ['unclear', 'x509: unknown'].map((message) => ({ code: null, message }));
    expect(explainInstall(problems).id).toBe('install-trust');
    expect(explainInstall([]).id).toBe('install-failed');
  });
});
