import type { Cluster } from '../../domain/cluster.js';
import type { Fact } from '../../domain/fact.js';
import { type KubernetesVersion, minorOf } from '../../domain/kubernetes-version.js';
import { type Check, outcomesOf } from './check.js';

/** The extension supports the minor versions that AKS itself supports in the region, beside its long-term support. */
export function checkVersion(
  { kubernetesVersion, location }: Cluster,
  fact: Fact<readonly KubernetesVersion[]>,
): Check {
  const { pass, warn, unknown } = outcomesOf(
    'kubernetes-version',
    'Azure ML documentation, reference for Kubernetes: the versions of AKS support',
  );
  const minor = minorOf(kubernetesVersion);
  if (minor === null) return unknown('the cluster does not tell its Kubernetes version');
  const evidence = `Kubernetes ${kubernetesVersion}`;
  if (fact.kind !== 'read')
    return unknown(`${evidence}; the versions that AKS supports in ${location} could not be read`);
  const official = fact.value.filter(({ support }) => support === 'official').map((one) => one.minor);
  if (official.includes(minor)) return pass(`${evidence}, which AKS supports in ${location}`);
  const found = fact.value.find((one) => one.minor === minor)?.support;
  const why = found === undefined ? 'is not supported by AKS' : `is in ${found} support only`;
  return warn(`${evidence} ${why} in ${location}`, `Run one of Kubernetes ${official.join(', ')}`);
}
