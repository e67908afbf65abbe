import { expect, it } from 'vitest';
import {
  absent,
  aks,
  arc,
  broken,
  forbidden,
  read,
  extension as training,
  where,
  workspace,
} from '../../../test/check-facts.js';
import { wordsOf } from '../../../test/check-words.js';
import { MACHINE_LEARNING_ROLE } from '../../domain/trusted-access.js';
import { checkCluster } from './cluster-checks.js';
import { checkExtension } from './extension-checks.js';
import { checkReachable } from './network-checks.js';
import { checkVersion } from './version-checks.js';

const extension = { ...training, inferenceEnabled: true };

it('the cluster', () => {
  const states = ['Deleting', 'Failed', 'Canceled', 'Starting'].map((provisioningState) => ({
    ...aks,
    provisioningState,
  }));
  const connected = (['Expired', 'Offline', 'Connecting', null] as const).map((connectivity) => ({
    ...arc,
    connectivity,
  }));
  expect(
    wordsOf(
      ...[
        aks,
        ...states,
        { ...aks, powerState: 'Stopped' },
        { ...aks, powerState: null, provisioningState: null },
      ]
        .concat({ ...aks, usesServicePrincipal: true })
        .map((cluster) => checkCluster(read(cluster))),
      ...[arc, ...connected].map((cluster) => checkCluster(read(cluster))),
      ...[absent, forbidden, broken].map(checkCluster),
    ),
  ).toMatchInlineSnapshot(`
    "pass same-cloud: cluster and workspace are known to the same Resource Manager [each cloud of Azure has a Resource Manager of its own]
    pass cluster: c1 in eastus [the resource of the cluster]
    pass cluster-running: power state Running, provisioning state Succeeded [Azure ML documentation, ClusterNotReachable; the states of AKS]
    pass cluster-identity: the cluster has a managed identity [Azure ML documentation, limitations of the extension]
    fail cluster-running: power state Running, provisioning state Deleting → Choose another cluster: this one is being deleted [Azure ML documentation, ClusterNotReachable; the states of AKS]
    warn cluster-running: power state Running, provisioning state Failed → Repair the cluster: az aks update --name c1 --resource-group my-rg --subscription 11111111-2222-3333-4444-555555555555 [Azure ML documentation, ClusterNotReachable; the states of AKS]
    warn cluster-running: power state Running, provisioning state Canceled → Repair the cluster: az aks update --name c1 --resource-group my-rg --subscription 11111111-2222-3333-4444-555555555555 [Azure ML documentation, ClusterNotReachable; the states of AKS]
    warn cluster-running: power state Running, provisioning state Starting → Wait until the cluster has come to rest (provisioning state Succeeded) [Azure ML documentation, ClusterNotReachable; the states of AKS]
    fail cluster-running: power state Stopped, provisioning state Succeeded → Start the cluster: az aks start --name c1 --resource-group my-rg --subscription 11111111-2222-3333-4444-555555555555 [Azure ML documentation, ClusterNotReachable; the states of AKS]
    unknown cluster-running: power state unknown, provisioning state unknown [Azure ML documentation, ClusterNotReachable; the states of AKS]
    fail cluster-identity: the cluster runs under a service principal → Move the cluster to a managed identity, then recreate its node pools: az aks update --enable-managed-identity --name c1 --resource-group my-rg --subscription 11111111-2222-3333-4444-555555555555 [Azure ML documentation, limitations of the extension]
    pass cluster-running: connectivity Connected [the connectivityStatus of Azure Arc]
    fail cluster-running: connectivity Expired → The certificate of the Arc agents expired. Connect the cluster again: az connectedk8s connect --name c1 --resource-group my-rg --subscription 11111111-2222-3333-4444-555555555555 [the connectivityStatus of Azure Arc]
    fail cluster-running: connectivity Offline → Bring the Arc agents of the cluster back online: (in the context of cluster c1) kubectl get pods -n azure-arc [the connectivityStatus of Azure Arc]
    warn cluster-running: connectivity Connecting → Wait until the cluster is connected [the connectivityStatus of Azure Arc]
    unknown cluster-running: connectivity unknown [the connectivityStatus of Azure Arc]
    unknown same-cloud: the cluster is not known in the cloud of the workspace [each cloud of Azure has a Resource Manager of its own]
    fail cluster: there is no cluster with this resource id → Correct the resource id; connect an Arc cluster first; a cluster of another cloud cannot be attached [the resource of the cluster]
    unknown cluster: the caller may not read the cluster → Let the caller read the cluster to have this checked: the role Reader is enough [what the caller may read]
    unknown cluster: the cluster could not be read: timed out → Try again later [what the caller may read]"
  `);
});

it('the network of the cluster', () => {
  const closed = { ...aks, isPrivate: true, hasAuthorizedRanges: true, localAccountsDisabled: true };
  const ranges = { ...aks, hasAuthorizedRanges: true };
  const binding = { sourceId: workspace, roles: ['x', MACHINE_LEARNING_ROLE], provisioningState: null };
  expect(
    wordsOf(
      checkReachable(aks, absent, workspace),
      ...[closed, ranges].flatMap((cluster) =>
        [read([]), read([binding]), forbidden, { kind: 'not-offered' } as const].map((trust) =>
          checkReachable(cluster, trust, workspace),
        ),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "pass cluster-network: the API server is public [Azure ML documentation, limitations of the extension; Azure/AML-Kubernetes, Trusted Access support]
    fail cluster-network: the cluster has a private API server and authorized IP ranges and no local accounts, and the workspace has no Trusted Access → Make a Trusted Access role binding for the workspace: az aks trustedaccess rolebinding create --name ml-ws1 --cluster-name c1 --resource-group my-rg --subscription 11111111-2222-3333-4444-555555555555 --source-resource-id …/Microsoft.MachineLearningServices/workspaces/ws1 --roles Microsoft.MachineLearningServices/workspaces/mlworkload [Azure ML documentation, limitations of the extension; Azure/AML-Kubernetes, Trusted Access support]
    pass cluster-network: the cluster has a private API server and authorized IP ranges and no local accounts; the workspace has Trusted Access [Azure ML documentation, limitations of the extension; Azure/AML-Kubernetes, Trusted Access support]
    warn cluster-network: the cluster has a private API server and authorized IP ranges and no local accounts; whether the workspace has Trusted Access cannot be seen → Make a Trusted Access role binding for the workspace: az aks trustedaccess rolebinding create --name ml-ws1 --cluster-name c1 --resource-group my-rg --subscription 11111111-2222-3333-4444-555555555555 --source-resource-id …/Microsoft.MachineLearningServices/workspaces/ws1 --roles Microsoft.MachineLearningServices/workspaces/mlworkload [Azure ML documentation, limitations of the extension; Azure/AML-Kubernetes, Trusted Access support]
    fail cluster-network: the cluster has a private API server and authorized IP ranges and no local accounts, and this cloud offers no Trusted Access → Attach a cluster without these restrictions [Azure ML documentation, limitations of the extension; Azure/AML-Kubernetes, Trusted Access support]
    warn cluster-network: the cluster has authorized IP ranges, and the workspace has no Trusted Access → Make a Trusted Access role binding for the workspace: az aks trustedaccess rolebinding create --name ml-ws1 --cluster-name c1 --resource-group my-rg --subscription 11111111-2222-3333-4444-555555555555 --source-resource-id …/Microsoft.MachineLearningServices/workspaces/ws1 --roles Microsoft.MachineLearningServices/workspaces/mlworkload; or: Allow the address ranges of the AzureMachineLearning service tag in the workspace's region and its pair [Azure ML documentation, limitations of the extension; Azure/AML-Kubernetes, Trusted Access support]
    pass cluster-network: the cluster has authorized IP ranges; the workspace has Trusted Access [Azure ML documentation, limitations of the extension; Azure/AML-Kubernetes, Trusted Access support]
    warn cluster-network: the cluster has authorized IP ranges; whether the workspace has Trusted Access cannot be seen → Make a Trusted Access role binding for the workspace: az aks trustedaccess rolebinding create --name ml-ws1 --cluster-name c1 --resource-group my-rg --subscription 11111111-2222-3333-4444-555555555555 --source-resource-id …/Microsoft.MachineLearningServices/workspaces/ws1 --roles Microsoft.MachineLearningServices/workspaces/mlworkload [Azure ML documentation, limitations of the extension; Azure/AML-Kubernetes, Trusted Access support]
    warn cluster-network: the cluster has authorized IP ranges, and this cloud offers no Trusted Access → Allow the address ranges of the AzureMachineLearning service tag in the workspace's region and its pair [Azure ML documentation, limitations of the extension; Azure/AML-Kubernetes, Trusted Access support]"
  `);
});

it('the version of Kubernetes', () => {
  const versions = [
    { minor: '1.32', support: 'official' },
    { minor: '1.31', support: 'official' },
    { minor: '1.28', support: 'long-term' },
  ] as const;
  expect(
    wordsOf(
      ...['1.31.2', '1.28.9', '1.2.3', null].map((kubernetesVersion) =>
        checkVersion({ ...aks, kubernetesVersion }, read(versions)),
      ),
      checkVersion(aks, forbidden),
    ),
  ).toMatchInlineSnapshot(`
    "pass kubernetes-version: Kubernetes 1.31.2, which AKS supports in eastus [Azure ML documentation, reference for Kubernetes: the versions of AKS support]
    warn kubernetes-version: Kubernetes 1.28.9 is in long-term support only in eastus → Run one of Kubernetes 1.32, 1.31 [Azure ML documentation, reference for Kubernetes: the versions of AKS support]
    warn kubernetes-version: Kubernetes 1.2.3 is not supported by AKS in eastus → Run one of Kubernetes 1.32, 1.31 [Azure ML documentation, reference for Kubernetes: the versions of AKS support]
    unknown kubernetes-version: the cluster does not tell its Kubernetes version [Azure ML documentation, reference for Kubernetes: the versions of AKS support]
    unknown kubernetes-version: Kubernetes 1.31.2; the versions that AKS supports in eastus could not be read [Azure ML documentation, reference for Kubernetes: the versions of AKS support]"
  `);
});

it('the extension', () => {
  const problems = [{ code: 'X', message: 'm' }];
  expect(
    wordsOf(
      checkExtension(read(extension), where),
      checkExtension(
        read({ ...extension, inferenceEnabled: false, upgradesItself: false, releaseTrain: null }),
        where,
      ),
      checkExtension(
        read({ ...extension, trainingEnabled: false, version: '1.0.5', provisioningState: 'Creating' }),
        where,
      ),
      checkExtension(read({ ...extension, version: 'v2', provisioningState: 'Failed', problems }), where),
      checkExtension(
        read({
          ...extension,
          version: '10.01',
          releaseTrain: 'Preview',
          provisioningState: null,
          trainingEnabled: false,
          inferenceEnabled: false,
        }),
        where,
      ),
      checkExtension(read({ ...extension, version: '0.9' }), where),
      checkExtension(read(null), where),
      checkExtension({ ...broken, code: 'MissingSubscriptionRegistration' }, where),
      checkExtension(forbidden, where),
    ),
  ).toMatchInlineSnapshot(`
    "pass extension: aml [Azure ML documentation, deploy the extension]
    pass extension-healthy: the extension is Succeeded [Azure ML documentation, troubleshoot the extension]
    pass extension-scope: the extension is installed for the whole cluster [Azure ML documentation, deploy the extension; user reports, Azure/AML-Kubernetes 283, 285]
    pass extension-version: version 1.1.50 of train stable [Azure/AML-Kubernetes, release notes; Azure ML documentation, deploy the extension]
    pass extension-features: training and inference switched on [Azure ML documentation, deploy the extension]
    pass extension-version: version 1.1.50 of train unknown, without automatic upgrades [Azure/AML-Kubernetes, release notes; Azure ML documentation, deploy the extension]
    pass extension-features: training switched on [Azure ML documentation, deploy the extension]
    warn extension-healthy: the extension is Creating → Wait until the installation has ended, then attach [Azure ML documentation, troubleshoot the extension]
    warn extension-version: version 1.0.5 of train stable → Update the extension, and let it install minor versions by itself: az k8s-extension update --name aml --cluster-type managedClusters --cluster-name c1 --resource-group my-rg --subscription 11111111-2222-3333-4444-555555555555 --auto-upgrade-minor-version true [Azure/AML-Kubernetes, release notes; Azure ML documentation, deploy the extension]
    pass extension-features: inference switched on [Azure ML documentation, deploy the extension]
    fail extension-healthy: the extension is Failed: X: m → Read what it says of itself, and go by the innermost words: az k8s-extension show --name aml --cluster-type managedClusters --cluster-name c1 --resource-group my-rg --subscription 11111111-2222-3333-4444-555555555555 [user report, hashicorp/terraform-provider-azurerm 24547]
    unknown extension-version: the extension does not tell its version [Azure/AML-Kubernetes, release notes; Azure ML documentation, deploy the extension]
    unknown extension-healthy: the extension is in an unknown state [Azure ML documentation, troubleshoot the extension]
    warn extension-version: version 10.01 of train Preview → Install the extension from the train stable: az k8s-extension update --name aml --cluster-type managedClusters --cluster-name c1 --resource-group my-rg --subscription 11111111-2222-3333-4444-555555555555 --release-train stable [Azure/AML-Kubernetes, release notes; Azure ML documentation, deploy the extension]
    warn extension-features: neither training nor inference is switched on → Update the extension with enableTraining=True or enableInference=True: az k8s-extension update --name aml --cluster-type managedClusters --cluster-name c1 --resource-group my-rg --subscription 11111111-2222-3333-4444-555555555555 --config enableTraining=True [Azure ML documentation, deploy the extension]
    warn extension-version: version 0.9 of train stable → Update the extension, and let it install minor versions by itself: az k8s-extension update --name aml --cluster-type managedClusters --cluster-name c1 --resource-group my-rg --subscription 11111111-2222-3333-4444-555555555555 --auto-upgrade-minor-version true [Azure/AML-Kubernetes, release notes; Azure ML documentation, deploy the extension]
    fail extension: the Azure Machine Learning extension is not installed in the cluster → Install it: az k8s-extension create --name azureml --cluster-type managedClusters --cluster-name c1 --resource-group my-rg --subscription 11111111-2222-3333-4444-555555555555 --extension-type Microsoft.AzureML.Kubernetes --scope cluster --release-train stable --config enableTraining=True [Azure ML documentation, deploy the extension]
    fail extension: the subscription has not registered Microsoft.KubernetesConfiguration, so there can be no extension → Register the provider, then install the extension: az provider register --namespace Microsoft.KubernetesConfiguration --subscription 11111111-2222-3333-4444-555555555555 [user reports, MicrosoftDocs/azure-docs 75968, 99764]
    unknown extension: the caller may not read the extensions of the cluster → Let the caller read the extensions of the cluster to have this checked: the role Reader is enough [what the caller may read]"
  `);
});
