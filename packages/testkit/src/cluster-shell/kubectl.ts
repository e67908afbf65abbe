import type { JsonObject } from '../json.js';
import type { NodeRecord } from '../world/records.js';
import { type ClusterInside, EXTENSION_NAMESPACE, hasInstanceTypes, namespacesOf } from './cluster-inside.js';
import { extensionPods } from './extension-pods.js';
import { healthReport } from './health-report.js';
import { applyManifest, listInstanceTypes } from './instance-types.js';
import type { CommandOutput } from './run-shell.js';

type Run = (inside: ClusterInside, values: readonly string[]) => CommandOutput;

/** The commands that the fake understands, word by word; of their values, only checked forms match. */
const COMMANDS: readonly (readonly [pattern: RegExp, run: Run])[] = [
  [
    exactly(
      `kubectl get namespaces -o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.status.phase}{"\\n"}{end}'`,
    ),
    namespaces,
  ],
  [/^kubectl get namespace ([a-z0-9-]{1,63}) --ignore-not-found -o json$/, namespace],
  [/^kubectl create namespace (\S{1,63}) -o json$/, createNamespace],
  [exactly('kubectl get crd instancetypes.amlarc.azureml.com --ignore-not-found -o name'), definition],
  [exactly('kubectl get instancetypes.amlarc.azureml.com -o json'), listInstanceTypes],
  [
    /^echo ([A-Za-z0-9+/]+={0,2}) \| base64 -d \| kubectl apply( --dry-run=server)?(?: -o (?:name|json))? -f -(?: -o (?:name|json))?$/,
    apply,
  ],
  [
    exactly(
      `kubectl get pods -n azureml -o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.status.phase}{"\\t"}{.spec.nodeName}{"\\t"}{range .status.containerStatuses[*]}{.name}={.ready},{.restartCount},{.state.waiting.reason},{.state.terminated.reason}{";"}{end}{"\\n"}{end}'`,
    ),
    pods,
  ],
  [exactly('kubectl get configmap arcml-healthcheck -n azureml --ignore-not-found -o json'), health],
  [
    exactly(
      `kubectl get events -n azureml --field-selector type=Warning --sort-by=.lastTimestamp -o jsonpath='{range .items[*]}{.lastTimestamp}{"\\t"}{.involvedObject.kind}/{.involvedObject.name}{"\\t"}{.reason}{"\\t"}{.message}{"\\n"}{end}'`,
    ),
    events,
  ],
  [
    exactly(
      `kubectl get nodes -o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.status.allocatable}{"\\t"}{.metadata.labels}{"\\t"}{.spec.taints}{"\\t"}{.spec.unschedulable}{"\\t"}{.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}'`,
    ),
    nodes,
  ],
  [exactly('helm list -a -n azureml -o json'), releases],
];

/** Runs one command in a cluster; one that is not understood ends with 127, as a shell's unknown words do. */
export function runInCluster(inside: ClusterInside, command: string): CommandOutput {
  for (const [pattern, run] of COMMANDS) {
    const match = pattern.exec(command);
    if (match !== null) return run(inside, [command, ...match.slice(1).map((value) => value ?? '')]);
  }
  return { exitCode: 127, logs: `sh: ${command.split(' ')[0] ?? ''}: not found\n` };
}

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.+*?^${}()|[\]\\]/g, '\\$&')}$`);
}

function said(logs: string): CommandOutput {
  return { exitCode: 0, logs };
}

function lines(rows: readonly (readonly string[])[]): CommandOutput {
  return said(rows.map((row) => `${row.join('\t')}\n`).join(''));
}

function printed(value: JsonObject): CommandOutput {
  return said(`${JSON.stringify(value, null, 4)}\n`);
}

function namespaces(inside: ClusterInside): CommandOutput {
  return lines(namespacesOf(inside).map((name) => [name, 'Active']));
}

function namespaceObject(name: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

function namespace(inside: ClusterInside, [, name = '']: readonly string[]): CommandOutput {
  return namespacesOf(inside).includes(name) ? printed(namespaceObject(name)) : said('');
}

function createNamespace(inside: ClusterInside, [, name = '']: readonly string[]): CommandOutput {
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name))
    return { exitCode: 1, logs: `The Namespace "${name}" is invalid: metadata.name: Invalid value\n` };
  if (namespacesOf(inside).includes(name))
    return {
      exitCode: 1,
      logs: `Error from server (AlreadyExists): namespaces "${name}" already exists\n`,
    };
  inside.change({ namespaces: [...inside.cluster.namespaces, name].sort() });
  return printed(namespaceObject(name));
}

function definition(inside: ClusterInside): CommandOutput {
  const name = 'customresourcedefinition.apiextensions.k8s.io/instancetypes.amlarc.azureml.com\n';
  return said(hasInstanceTypes(inside) ? name : '');
}

function apply(
  inside: ClusterInside,
  [command = '', base64 = '', dryRun = '']: readonly string[],
): CommandOutput {
  const form = / -o json\b/.test(command) ? 'json' : 'name';
  return applyManifest(inside, base64, { isDryRun: dryRun !== '', form });
}

function pods(inside: ClusterInside): CommandOutput {
  return lines(
    extensionPods(inside).map(({ name, phase, node, waiting }) => {
      const container = name.replace(/-0$/, '');
      return [name, phase, node, `${container}=${waiting === ''},0,${waiting},;`];
    }),
  );
}

function health(inside: ClusterInside): CommandOutput {
  if (inside.extension === null) return said('');
  return printed({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'arcml-healthcheck', namespace: EXTENSION_NAMESPACE },
    data: { 'reports-pre-install': healthReport(inside) },
  });
}

function events(inside: ClusterInside): CommandOutput {
  const at = new Date(inside.now).toISOString().replace(/\.\d+Z$/, 'Z');
  return lines(
    extensionPods(inside)
      .filter(({ waiting }) => waiting !== '' && waiting !== 'ContainerCreating')
      .map(({ name, waiting }) => [at, `Pod/${name}`, waiting, `the container of ${name} waits`]),
  );
}

function nodes({ cluster }: ClusterInside): CommandOutput {
  return lines(cluster.nodes.map(nodeRow));
}

function nodeRow(node: NodeRecord): string[] {
  const { name, cpu, memory, gpus, labels, taints, unschedulable, ready } = node;
  const allocatable = { cpu, memory, pods: '110', ...(gpus === 0 ? {} : { 'nvidia.com/gpu': String(gpus) }) };
  return [
    name,
    JSON.stringify(allocatable),
    JSON.stringify({ 'kubernetes.io/hostname': name, ...labels }),
    taints.length === 0 ? '' : JSON.stringify(taints),
    unschedulable ? 'true' : '',
    ready ? 'True' : 'False',
  ];
}

/** A failed first installation is undone by Helm, except for one that is still pending (reported). */
function releases({ extension }: ClusterInside): CommandOutput {
  if (extension === null) return said('[]\n');
  const { provisioningState, record } = extension;
  const isPending = /still in progress|pending-/.test(record.errorInfo?.message ?? '');
  if (provisioningState === 'Failed' && !isPending) return said('[]\n');
  const status =
    {
      Creating: 'pending-install',
      Updating: 'pending-upgrade',
      Deleting: 'uninstalling',
      Failed: 'pending-install',
    }[provisioningState] ?? 'deployed';
  const release = { name: record.name, namespace: EXTENSION_NAMESPACE, revision: '1', status };
  return said(
    `${JSON.stringify([{ ...release, chart: `amlarc-extension-${record.version}`, app_version: record.version }])}\n`,
  );
}
