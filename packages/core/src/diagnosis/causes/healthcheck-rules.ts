import { installExtension, kubectl } from './in-place.js';
import type { Place } from './place.js';
import { type Rule, TROUBLESHOOT_EXTENSION, type Words } from './rule.js';

/** A rule for one code of the health check. */
type HealthcheckRule = Rule & { readonly codes: readonly string[]; readonly cause: string };

const readLogs = (place: Place): string =>
  `Read what the health check wrote: ${kubectl(place, 'kubectl logs healthcheck -n azureml')}`;
const OLD_GUIDE = 'Azure/AML-Kubernetes, troubleshooting';

interface Row {
  readonly code: string;
  readonly id: string;
  readonly cause: string;
  readonly fix: Words;
  readonly source?: string;
}

const ROWS: readonly Row[] = [
  {
    code: 'E40000',
    id: 'healthcheck-unknown-error',
    cause: 'the health check met an unknown error',
    fix: readLogs,
    source: OLD_GUIDE,
  },
  {
    code: 'E40001',
    id: 'healthcheck-load-balancer',
    cause: 'the cluster has no load balancer',
    fix: 'Set inferenceRouterServiceType to nodePort or clusterIP, or configure a load balancer in the cluster',
  },
  {
    code: 'E40002',
    id: 'healthcheck-nodes',
    cause: 'the cluster has fewer healthy nodes than the high availability of inference takes (3)',
    fix: 'Set inferenceRouterHA=False, or add nodes; check the nodeSelector',
  },
  {
    code: 'E40003',
    id: 'healthcheck-internal-load-balancer',
    cause: 'an internal load balancer is asked for outside of AKS, or one of another kind than azure',
    fix: 'Leave out internalLoadBalancerProvider, or set it to azure on AKS',
  },
  {
    code: 'E40004',
    id: 'healthcheck-front-end-missing',
    cause: 'the deployment of the scoring front end was not found',
    fix: (place) => `${readLogs(place)}; then reinstall the extension`,
    source: OLD_GUIDE,
  },
  {
    code: 'E40005',
    id: 'healthcheck-e40005',
    cause: 'the health check failed with E40005, which is not described publicly',
    fix: readLogs,
    source: OLD_GUIDE,
  },
  {
    code: 'E40006',
    id: 'healthcheck-e40006',
    cause: 'the health check failed with E40006, which is not described publicly',
    fix: readLogs,
    source: OLD_GUIDE,
  },
  {
    code: 'E40007',
    id: 'healthcheck-tls',
    cause: 'the TLS key or certificate of the inference router is not valid, or does not fit its CNAME',
    fix: 'Correct sslKeyPemFile, sslCertPemFile and sslCname. A template that lacks what the Azure CLI adds has to give scoringFe.sslCert and scoringFe.sslKey, or scoringFe.sslSecret',
  },
  {
    code: 'E45001',
    id: 'healthcheck-agents',
    cause: 'pods, jobs or deployments of the extension are not healthy',
    fix: (place) =>
      `See which: ${kubectl(place, 'kubectl get pods -n azureml', 'kubectl logs healthcheck -n azureml')}`,
    source: OLD_GUIDE,
  },
  {
    code: 'E45002',
    id: 'healthcheck-prometheus',
    cause: 'another Prometheus operator is in the cluster',
    fix: (place) =>
      `Install the extension without its own: ${installExtension(place, 'installPromOp=False')}`,
  },
  {
    code: 'E45003',
    id: 'healthcheck-network',
    cause: 'the cluster cannot reach what the extension needs on the network',
    fix: 'Allow the outbound addresses that Azure Machine Learning documents for Kubernetes compute',
  },
  {
    code: 'E45004',
    id: 'healthcheck-legacy-role',
    cause: 'a cluster role of the legacy azureml-fe is in the way',
    fix: 'Delete the legacy azureml-fe components, or install with scoringFe.enableUpgrade=true',
  },
  {
    code: 'E45005',
    id: 'healthcheck-legacy-deployment',
    cause: 'a deployment of the legacy azureml-fe is in the way',
    fix: 'Delete the legacy azureml-fe components, or install with scoringFe.enableUpgrade=true',
    source: `${TROUBLESHOOT_EXTENSION}; user report, Azure/AML-Kubernetes 293`,
  },
  {
    code: 'E45006',
    id: 'healthcheck-instance-types',
    cause: 'instance types in the cluster cannot be validated or updated',
    fix: (place) =>
      `Correct or remove those that are not valid: ${kubectl(place, 'kubectl get instancetypes.amlarc.azureml.com -o yaml')}`,
    source: 'user report, Azure/azure-sdk-for-python 33480',
  },
  {
    code: 'E49999',
    id: 'healthcheck-crashed',
    cause: 'the health check itself crashed',
    fix: readLogs,
    source: OLD_GUIDE,
  },
];

/** What the health check of the extension says. */
export const HEALTHCHECK_RULES: readonly HealthcheckRule[] = ROWS.map(
  ({ code, id, cause, fix, source = TROUBLESHOOT_EXTENSION }) => ({
    id,
    codes: [code],
    confidence: 'likely',
    cause,
    fix,
    source,
  }),
);
