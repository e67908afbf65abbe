import type { Namespace } from '../../domain/ids/namespace.js';
import { isClusterId } from '../../domain/ids/resource-ids.js';
import { matchProblem } from '../../domain/match-problem.js';
import type {
  ClusterEvidence,
  EventEvidence,
  HealthFinding,
  InstanceTypeEvidence,
  NamespaceEvidence,
  NodeEvidence,
  PodEvidence,
} from '../../domain/preparing/cluster-evidence.js';
import { fitsNode } from '../../domain/preparing/node-fit.js';
import { HEALTHCHECK_RULES } from '../causes/healthcheck-rules.js';
import { wordsFor } from '../causes/rule.js';
import { type Check, outcomesOf } from './check.js';

const TROUBLESHOOT = 'Azure ML documentation, troubleshoot the extension';

/** What evidence from inside the cluster adds to the checks; a part that was not read adds nothing. */
export function checkEvidence(evidence: ClusterEvidence, namespace: Namespace | null): Check[] {
  const { namespaces, pods, health, instanceTypes, nodes, events } = evidence;
  return [
    ...(namespaces.kind === 'read' && namespace !== null
      ? [checkExistence(namespace, namespaces.value)]
      : []),
    ...(pods.kind === 'read' ? [checkPods(pods.value)] : []),
    ...(health.kind === 'read' && health.value !== null ? [checkReport(health.value, evidence)] : []),
    ...(events.kind === 'read' ? checkEvents(events.value) : []),
    ...(instanceTypes.kind === 'read' && instanceTypes.value !== null && nodes.kind === 'read'
      ? [checkInstanceTypes(instanceTypes.value, nodes.value)]
      : []),
  ];
}

function checkExistence(namespace: Namespace, found: readonly NamespaceEvidence[]): Check {
  const { pass, fail } = outcomesOf('namespace', 'evidence from inside the cluster');
  const seen = found.find(({ name }) => name === namespace);
  if (seen === undefined)
    return fail(
      `namespace ${namespace} is not in the cluster`,
      `Create it: kubectl create namespace ${namespace}`,
    );
  return seen.phase.toLowerCase() === 'active'
    ? pass(`namespace ${namespace} is in the cluster`)
    : fail(`namespace ${namespace} is being removed`, 'Wait until it is gone, or choose another namespace');
}

/** Reasons with which a container waits in vain. */
const STUCK =
  /^(?:ImagePullBackOff|ErrImagePull|InvalidImageName|CrashLoopBackOff|CreateContainer\w*Error|RunContainerError)$/;

function checkPods(pods: readonly PodEvidence[]): Check {
  const { pass, warn, fail } = outcomesOf('extension-pods', TROUBLESHOOT);
  if (pods.length === 0)
    return warn('namespace azureml has no pods', 'Install the extension, or wait for its pods');
  const waiting = pods.flatMap((pod) => pod.containers.flatMap(({ waitingReason }) => waitingReason ?? []));
  const stuck = [...new Set(waiting.filter((reason) => STUCK.test(reason)))];
  if (stuck.length > 0) {
    const isImage = stuck.some((reason) => /image/i.test(reason));
    const fix = isImage
      ? 'Let the nodes reach mcr.microsoft.com and the registries of Azure ML'
      : 'Read the logs of the pods in namespace azureml';
    return fail(`containers of the extension wait with ${stuck.join(', ')}`, fix);
  }
  const pending = pods.filter(({ phase }) => phase === 'Pending').length;
  if (pending === 0) return pass(`${pods.length} pods of the extension, none of them stuck`);
  return warn(
    `${pending} of ${pods.length} pods of the extension are pending`,
    'Look at the nodes: they may be full',
  );
}

function checkReport(findings: readonly HealthFinding[], { resourceId }: ClusterEvidence): Check {
  const { pass, fail } = outcomesOf('extension-report', TROUBLESHOOT);
  const failed = findings.filter(({ isPassed }) => !isPassed);
  const [first] = failed;
  if (first === undefined) return pass('the health report of the extension names no failure');
  const codes = [
    ...new Set(failed.flatMap(({ code }) => (code !== null && /^E\d{5}$/.test(code) ? code : []))),
  ];
  const check = fail(
    `the health report of the extension names ${codes.length === 0 ? 'a failure' : codes.join(', ')}`,
    'Read kubectl describe configmap arcml-healthcheck -n azureml',
  );
  const problem = { code: first.code, message: first.message ?? '' };
  const rule = matchProblem(problem, HEALTHCHECK_RULES);
  if (rule === undefined) return check;
  const cluster = isClusterId(resourceId) ? resourceId : null;
  const fix = wordsFor(rule.fix, { cluster, extension: null, workspace: null, compute: null }, problem);
  return { ...check, fix, source: rule.source, cause: rule.id, explanation: rule.cause };
}

/** A quota that is used up keeps pods from being made at all, so that no pod shows it. */
function checkEvents(events: readonly EventEvidence[]): Check[] {
  const { fail } = outcomesOf('extension-quota', 'Kubernetes documentation, resource quotas');
  const isExceeded = events.some(({ message }) => /exceeded quota/i.test(message));
  if (!isExceeded) return [];
  return [
    fail(
      'a resource quota of namespace azureml is used up',
      'Raise the quota: kubectl get resourcequota -n azureml',
    ),
  ];
}

function checkInstanceTypes(types: readonly InstanceTypeEvidence[], nodes: readonly NodeEvidence[]): Check {
  const { pass, warn } = outcomesOf('instance-types', 'Azure ML documentation, manage instance types');
  const invalid = types.filter(({ type }) => type === null).length;
  const homeless = types.filter(
    ({ type }) => type !== null && !nodes.some((node) => fitsNode(type, node)),
  ).length;
  if (invalid > 0)
    return warn(
      `${invalid} instance types break the documented rules`,
      'Correct them: kubectl get instancetypes.amlarc.azureml.com -o yaml',
    );
  if (homeless > 0)
    return warn(
      `${homeless} of ${types.length} instance types fit no node as it is now`,
      'Add a node with those labels and resources, unless the autoscaler does, or change the instance types',
    );
  return pass(`${types.length} instance types, each of which fits a node`);
}
