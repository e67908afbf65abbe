import { describe, expect, it } from 'vitest';
import { bareIds, openPreparing } from '../../../test/preparing-session.js';
import type { JsonObject } from '../../json.js';
import type { FakeServiceOptions } from '../../service-options.js';

const NAMESPACES = `kubectl get namespaces -o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.status.phase}{"\\n"}{end}'`;
const NODES = `kubectl get nodes -o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.status.allocatable}{"\\t"}{.metadata.labels}{"\\t"}{.spec.taints}{"\\t"}{.spec.unschedulable}{"\\t"}{.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}'`;
const PODS = `kubectl get pods -n azureml -o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.status.phase}{"\\t"}{.spec.nodeName}{"\\t"}{range .status.containerStatuses[*]}{.name}={.ready},{.restartCount},{.state.waiting.reason},{.state.terminated.reason}{";"}{end}{"\\n"}{end}'`;
const EVENTS = `kubectl get events -n azureml --field-selector type=Warning --sort-by=.lastTimestamp -o jsonpath='{range .items[*]}{.lastTimestamp}{"\\t"}{.involvedObject.kind}/{.involvedObject.name}{"\\t"}{.reason}{"\\t"}{.message}{"\\n"}{end}'`;
const HEALTH = 'kubectl get configmap arcml-healthcheck -n azureml --ignore-not-found -o json';
const TYPES = 'kubectl get instancetypes.amlarc.azureml.com -o json';

function open(options: FakeServiceOptions = {}) {
  const session = openPreparing(options);
  const post = (body: JsonObject) => session.send('POST', `${bareIds.aks}/runCommand`, body, '2024-09-01');
  const run = async (command: string, more: JsonObject = {}) => {
    const accepted = await post({ command, context: '', ...more });
    expect(accepted.status).toBe(202);
    await session.clock.advance(3000);
    const { json } = await session.call('GET', accepted.headers.get('location') ?? '');
    return Object(json['properties']);
  };
  const install = async () => {
    await session.register();
    await session.install(bareIds.aks);
    await session.clock.advance(3000);
  };
  return { ...session, post, run, install };
}

describe('a command in a cluster', () => {
  it('is accepted with a Location alone, runs, and gives its result as often as it is read', async () => {
    const { post, call, clock } = open();
    const accepted = await post({ command: NAMESPACES });
    expect([accepted.status, accepted.text, accepted.headers.get('azure-asyncoperation')]).toEqual([
      202,
      '',
      null,
    ]);
    const location = accepted.headers.get('location') ?? '';
    const id = accepted.headers.get('x-ms-request-id')?.replaceAll('-', '');
    expect(location).toMatch(/\/managedclusters\/c1\/commandResults\/[0-9a-f]{32}\?api-version=2024-09-01$/);
    expect(location).toContain(id);
    const running = await call('GET', location);
    expect([running.status, running.json, running.headers.get('location')]).toEqual([
      202,
      { id, properties: { provisioningState: 'Running' } },
      location,
    ]);
    await clock.advance(3000);
    const done = await call('GET', location);
    expect([done.status, done.json]).toMatchObject([
      200,
      {
        properties: {
          provisioningState: 'Succeeded',
          exitCode: 0,
          logs: expect.stringContaining('default\tActive\n'),
        },
      },
    ]);
    expect((await call('GET', location)).text).toBe(done.text);
  });

  it('runs between marks, and says how it ended', async () => {
    const { run } = open();
    const marked = (command: string) => `echo BEGIN0a; ${command}; r=$?; echo; echo END0a $r; exit $r`;
    expect(await run(marked('kubectl create namespace jobs -o json'))).toMatchObject({
      exitCode: 0,
      logs: expect.stringMatching(/^BEGIN0a\n\{[\s\S]*\}\n\nEND0a 0\n$/),
    });
    expect(await run(marked('kubectl create namespace jobs -o json'))).toMatchObject({
      exitCode: 1,
      logs: expect.stringMatching(/\(AlreadyExists\)[\s\S]*END0a 1\n$/),
    });
    expect(await run(marked('rm -rf /'))).toMatchObject({
      exitCode: 127,
      logs: expect.stringContaining('END0a 127'),
    });
  });

  it('sees namespaces, and none of the extension before it is installed', async () => {
    const { run, install } = open();
    expect((await run(NAMESPACES)).logs).not.toContain('azureml');
    expect((await run('kubectl get namespace azureml --ignore-not-found -o json')).logs).toBe('');
    expect((await run(TYPES)).logs).toContain("doesn't have a resource type");
    expect((await run(HEALTH)).logs).toBe('');
    expect((await run('helm list -a -n azureml -o json')).logs).toBe('[]\n');
    await install();
    expect((await run(NAMESPACES)).logs).toContain('azureml\tActive\n');
    expect(
      (await run('kubectl get crd instancetypes.amlarc.azureml.com --ignore-not-found -o name')).logs,
    ).toContain('instancetypes');
    expect((await run(HEALTH)).logs).toContain('Status: Passed Name: service');
    expect((await run('helm list -a -n azureml -o json')).logs).toContain('"status":"deployed"');
    expect((await run(PODS)).logs).toMatch(/^gateway-0\tRunning\taks-nodepool1-\S+\tgateway=true,0,,;$/m);
  });

  it('sees nodes with what pods may use', async () => {
    const { run, service } = open();
    const [node] = service.control.clusters.get(bareIds.aks).nodes;
    if (node === undefined) throw new Error('unreachable');
    const taints = [{ key: 'sku', value: 'gpu', effect: 'NoSchedule' }];
    service.control.clusters.change(bareIds.aks, { nodes: [{ ...node, gpus: 2, taints }] });
    const [name, allocatable = '', , taint, unschedulable, ready] = (await run(NODES)).logs
      .trimEnd()
      .split('\t');
    expect([name, unschedulable, ready]).toEqual([node.name, '', 'True']);
    expect(JSON.parse(allocatable)).toMatchObject({ cpu: '3860m', 'nvidia.com/gpu': '2' });
    expect(JSON.parse(taint ?? '')).toEqual(taints);
  });

  it('applies instance types, dry or for good, and reads them back', async () => {
    const { run, install, service } = open();
    const item = {
      apiVersion: 'amlarc.azureml.com/v1alpha1',
      kind: 'InstanceType',
      metadata: { name: 'gpu-small' },
      spec: { resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '1', memory: '2Gi' } } },
    };
    const base64 = btoa(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [item] }));
    const apply = (how: string) => run(`echo ${base64} | base64 -d | kubectl apply ${how}`);
    expect((await apply('-f - -o json')).logs).toContain('ensure CRDs are installed first');
    await install();
    expect((await apply('--dry-run=server -o name -f -')).logs).toBe(
      'instancetype.amlarc.azureml.com/gpu-small\n',
    );
    expect(JSON.parse((await run(TYPES)).logs).items).toEqual([]);
    expect(JSON.parse((await apply('-f - -o json')).logs)).toEqual(item);
    expect(JSON.parse((await run(TYPES)).logs).items).toEqual([item]);
    expect(service.control.clusters.get(bareIds.aks).instanceTypes).toEqual([item]);
    const wrong = btoa(JSON.stringify({ ...item, metadata: { name: 'GPU_small' } }));
    expect((await run(`echo ${wrong} | base64 -d | kubectl apply -f - -o json`)).exitCode).toBe(1);
  });

  it('shows a failed health check and pods that wait', async () => {
    const failed = open();
    failed.service.control.clusters.change(bareIds.aks, { installFailure: 'E40002' });
    await failed.install();
    expect((await failed.run(HEALTH)).logs).toContain('Status: Failed Name: node ErrorCode: E40002');
    const waiting = open();
    waiting.service.control.clusters.change(bareIds.aks, {
      waitingPods: { 'aml-operator': 'ImagePullBackOff' },
    });
    await waiting.install();
    expect((await waiting.run(PODS)).logs).toContain('aml-operator=false,0,ImagePullBackOff,;');
    expect((await waiting.run(EVENTS)).logs).toContain('Pod/aml-operator-0\tImagePullBackOff');
  });

  it.each([
    ['not-started', 'KubernetesPerformanceError'],
    ['policy', 'KubernetesOperationError'],
  ] as const)('is refused when its pod is %s, or fails later by the mode', async (commandTrouble, code) => {
    const { post, service } = open();
    service.control.clusters.change(bareIds.aks, { commandTrouble });
    expect((await post({ command: NODES })).json).toMatchObject({ error: { code } });
    const later = open({ modes: { runCommandFailure: 'failed-result' } });
    later.service.control.clusters.change(bareIds.aks, { commandTrouble });
    expect(await later.run(NODES)).toMatchObject({ provisioningState: 'failed', reason: expect.any(String) });
  });

  it('fails in its other ways: images, a result that is lost, missing rights', async () => {
    const { run, post, call, service, clock } = open();
    service.control.clusters.change(bareIds.aks, { commandTrouble: 'image-pull' });
    expect(await run(NODES)).toEqual({ provisioningState: 'failed', reason: 'ImagePullBackoff' });
    service.control.clusters.change(bareIds.aks, { commandTrouble: 'forbidden' });
    expect(await run(NODES)).toMatchObject({ exitCode: 1, logs: expect.stringContaining('(Forbidden)') });
    service.control.clusters.change(bareIds.aks, { commandTrouble: 'never-ran' });
    const accepted = await post({ command: NODES });
    await clock.advance(3000);
    expect((await call('GET', accepted.headers.get('location') ?? '')).status).toBe(404);
  });

  it('needs a token where Entra decides, which is kept nowhere', async () => {
    const { run, service } = open();
    service.control.clusters.change(bareIds.aks, { entraManaged: true });
    expect((await run(NODES)).logs).toContain('Error from server (Forbidden)');
    expect((await run(NODES, { clusterToken: 'planted-token' })).exitCode).toBe(0);
    expect(JSON.stringify([service.control.requests.entries(), service.control.snapshot()])).not.toContain(
      'planted-token',
    );
  });

  it.each([
    [{ runCommandDisabled: true }, 400],
    [{ powerState: 'Stopped' }, 409],
    [{ provisioningState: 'Updating' }, 409],
  ] as const)('is refused by a cluster with %j', async (change, status) => {
    const { post, service } = open();
    service.control.clusters.change(bareIds.aks, change);
    expect((await post({ command: NODES })).status).toBe(status);
  });

  it('is refused with 403 in mode runCommandDisabled: forbidden, and ends in lower case in mode stateCase: lower', async () => {
    const forbidden = open({ modes: { runCommandDisabled: 'forbidden' } });
    forbidden.service.control.clusters.change(bareIds.aks, { runCommandDisabled: true });
    expect((await forbidden.post({ command: NODES })).status).toBe(403);
    const lower = open({ modes: { stateCase: 'lower' } });
    expect((await lower.run(NODES)).provisioningState).toBe('succeeded');
  });
});
