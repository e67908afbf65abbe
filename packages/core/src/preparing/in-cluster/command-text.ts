import type { Namespace } from '../../domain/ids/namespace.js';
import type { ClusterInstanceType } from '../../domain/preparing/cluster-instance-type.js';
import { manifestOf } from '../../domain/preparing/cluster-instance-type.js';

/** The commands that only look. */
interface ReadCommands {
  readonly namespaces: string;
  readonly instanceTypes: string;
  readonly pods: string;
  readonly health: string;
  readonly events: string;
  readonly nodes: string;
  readonly releases: string;
}

/**
 * The commands that may be run in a cluster. Each is constant but for a checked namespace, or base64 of a checked
 * manifest: no other text ever gets in, quoted or not.
 */
export const READ_COMMANDS: ReadCommands = {
  namespaces: `kubectl get namespaces -o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.status.phase}{"\\n"}{end}'`,
  instanceTypes: `kubectl get instancetypes.amlarc.azureml.com -o json`,
  pods: `kubectl get pods -n azureml -o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.status.phase}{"\\t"}{.spec.nodeName}{"\\t"}{range .status.containerStatuses[*]}{.name}={.ready},{.restartCount},{.state.waiting.reason},{.state.terminated.reason}{";"}{end}{"\\n"}{end}'`,
  health: 'kubectl get configmap arcml-healthcheck -n azureml --ignore-not-found -o json',
  events: `kubectl get events -n azureml --field-selector type=Warning --sort-by=.lastTimestamp -o jsonpath='{range .items[*]}{.lastTimestamp}{"\\t"}{.involvedObject.kind}/{.involvedObject.name}{"\\t"}{.reason}{"\\t"}{.message}{"\\n"}{end}'`,
  nodes: `kubectl get nodes -o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.status.allocatable}{"\\t"}{.metadata.labels}{"\\t"}{.spec.taints}{"\\t"}{.spec.unschedulable}{"\\t"}{.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}'`,
  releases: 'helm list -a -n azureml -o json',
};

/** Creates a namespace. One that exists already makes it fail with `(AlreadyExists)`. */
export function createNamespaceCommand(namespace: Namespace): string {
  return `kubectl create namespace ${namespace} -o json`;
}

/** Creates or changes instance types; the manifest travels as base64, which no shell reads. */
export function applyCommand(types: readonly ClusterInstanceType[]): string {
  return `echo ${toBase64(manifestText(types))} | base64 -d | kubectl apply -f - -o json`;
}

/** The manifest of instance types for a person who runs kubectl by hand. */
export function manifestText(types: readonly ClusterInstanceType[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: types.map(manifestOf) });
}

/** A manifest holds ASCII alone: names, labels and amounts are checked. */
function toBase64(text: string): string {
  return btoa(text);
}
