import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PARAPHRASED, REPORTED, UNEXPLAINED, wrapped } from '../../../test/reported/extension-failures.js';
import { MISREAD_INSTALLS } from '../../../test/reported/misread-failures.js';
import { REWORDED_INSTALLS } from '../../../test/reported/reworded-failures.js';
import { classifyExtensionFailure } from './classify-extension-failure.js';

const idOf = (...texts: string[]) => classifyExtensionFailure(texts).id;

describe('classifyExtensionFailure', () => {
  it.each(REPORTED)('knows what %s quotes as %s', (_report, id, text) => {
    expect(idOf(text)).toBe(id);
  });

  it.each(Object.entries(PARAPHRASED).flatMap(([id, texts]) => texts.map((text) => [id, text] as const)))(
    'knows as %s: %s',
    (id, text) => {
      expect(idOf(text)).toBe(id);
      expect(idOf(text.toUpperCase())).toBe(id);
      expect(idOf(wrapped(text))).toBe(id);
    },
  );

  it.each(REWORDED_INSTALLS)('knows in other words as %s: %s', (id, text) => {
    expect(idOf(text)).toBe(id);
  });

  it.each(MISREAD_INSTALLS)('knows behind words of other causes as %s: %s', (id, text) => {
    expect(idOf(text)).toBe(id);
  });

  it.each(UNEXPLAINED)('does not explain: %s', (text) => {
    expect(classifyExtensionFailure([text])).toMatchObject({ id: 'install-unknown', stage: 'unknown' });
  });

  it('gives the innermost words, without the wrapper and its advice', () => {
    expect(classifyExtensionFailure([wrapped('something new')]).innermost).toBe('something new');
    expect(classifyExtensionFailure([]).innermost).toBe('');
  });

  it('prefers a text that says why to one that says that time ran out, and both to silence', () => {
    const late = 'timed out waiting for the condition';
    expect(idOf('nothing known', late, 'manifest unknown')).toBe('install-chart-missing');
    expect(idOf('nothing known', late)).toBe('install-timed-out');
  });

  it.each([
    ['Error: [ InnerError: [x is forbidden : InnerError [pod healthcheck failed]]]', 'install-healthcheck'],
    [
      'Error: [ InnerError: [pod healthcheck failed : InnerError [manifest unknown]]]',
      'install-chart-missing',
    ],
    ['failed pre-install: admission webhook "a.b" denied the request: no', 'install-policy'],
    ['One or more errors occurred. ---> System.Exception: manifest unknown', 'install-chart-missing'],
    ['could not install: caused by: manifest unknown', 'install-chart-missing'],
  ])('goes by the innermost cause of %s', (text, id) => {
    expect(idOf(text)).toBe(id);
  });

  it('ends soon for any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(typeof idOf(wrapped(text))).toBe('string');
      }),
    );
    const started = performance.now();
    for (const part of [
      'InnerError [',
      'webhook ',
      'namespace is not ',
      'pending-a ',
      'version not ',
      'E4000',
    ])
      idOf(part.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('what a failure names', () => {
  const namedIn = (text: string) => classifyExtensionFailure([text]).named;

  it.each([
    [
      'ClusterRole "blob-external-provisioner-role" in namespace "" exists',
      'clusterrole',
      'blob-external-provisioner-role',
      null,
    ],
    ['ServiceAccount "a-b" in namespace "azureml" exists', 'serviceaccount', 'a-b', 'azureml'],
    [
      'customresourcedefinitions.apiextensions.k8s.io "queues.scheduling.volcano.sh" already exists',
      'customresourcedefinitions.apiextensions.k8s.io',
      'queues.scheduling.volcano.sh',
      null,
    ],
    [
      'PodDisruptionBudget "azureml-fe" in namespace "azureml" exists',
      'poddisruptionbudget',
      'azureml-fe',
      'azureml',
    ],
    ['HorizontalPodAutoscaler "fe" in namespace "a" exists', 'horizontalpodautoscaler', 'fe', 'a'],
    ['NetworkPolicy "fe" in namespace "a" exists', 'networkpolicy', 'fe', 'a'],
    [
      'networkpolicies.networking.k8s.io "fe" already exists',
      'networkpolicies.networking.k8s.io',
      'fe',
      null,
    ],
    ['PersistentVolumeClaim "fe" in namespace "a" exists', 'persistentvolumeclaim', 'fe', 'a'],
    ['the daemonset nvidia-device-plugin exists', 'daemonset', 'nvidia-device-plugin', null],
    [
      'existing resource conflict: namespace: , name: podgroups.x.sh, existing_kind: apiextensions.k8s.io/v1, Kind=CustomResourceDefinition, new_kind: y',
      'customresourcedefinition',
      'podgroups.x.sh',
      null,
    ],
  ])('is read as a resource from %s', (text, kind, name, namespace) => {
    expect(namedIn(text).resource).toEqual({ kind, name, namespace });
  });

  it.each([
    ['pod identity-proxy-1 is in CrashLoopBackOff', 'pod', 'identity-proxy-1', null],
    ['Deployment is not ready: azureml/gateway. 0 out of 1', 'deployment', 'gateway', 'azureml'],
    ['resource not ready, name: amlarc-compute, kind: Deployment', 'deployment', 'amlarc-compute', null],
    ['deployment/azureml-fe exceeded its progress deadline', 'deployment', 'azureml-fe', null],
  ])('is read as a workload from %s', (text, kind, name, namespace) => {
    expect(namedIn(text).workload).toEqual({ kind, name, namespace });
  });

  it('is nothing where it has not the form of a name', () => {
    const text = 'pod "$(rm -rf ~)" and ClusterRole "a b" failed; webhook "x;y"; Microsoft.; E4';
    expect(namedIn(text)).toEqual({
      code: null,
      resource: null,
      workload: null,
      webhook: null,
      provider: null,
    });
  });

  it('holds codes, webhooks and providers', () => {
    expect(namedIn('e40002').code).toBe('E40002');
    expect(namedIn('volume 1-e40002-x').code).toBeNull();
    expect(namedIn('webhook "v.x.io": Microsoft.Relay is not registered, E40007')).toMatchObject({
      code: 'E40007',
      webhook: 'v.x.io',
      provider: 'Microsoft.Relay',
    });
  });

  it.each([
    ['CustomResourceDefinition "jobs.batch.volcano.sh"', 'volcano'],
    ['CustomResourceDefinition "alertmanagers.monitoring.coreos.com"', 'prometheus'],
    ['CSIDriver "blob.csi.azure.com"', 'blob-csi-driver'],
    ['DaemonSet "nvidia-device-plugin-daemonset"', 'nvidia-device-plugin'],
    ['Service "dcgm-exporter"', 'dcgm-exporter'],
    ['ServiceAccount "azureml-fe"', 'other'],
  ])('tells whose %s is', (resource, obstacle) => {
    const text = wrapped(
      `${resource} in namespace "" exists and cannot be imported into the current release`,
    );
    expect(classifyExtensionFailure([text])).toMatchObject({ stage: 'ownership', obstacle });
  });
});
