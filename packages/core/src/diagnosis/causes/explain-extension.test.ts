import { describe, expect, it } from 'vitest';
import { arc, place } from '../../../test/check-facts.js';
import { commandsIn, incompleteCommands } from '../../../test/commands-in.js';
import { PARAPHRASED, REPORTED, UNEXPLAINED, wrapped } from '../../../test/reported/extension-failures.js';
import { MISREAD_INSTALLS } from '../../../test/reported/misread-failures.js';
import { REWORDED_INSTALLS } from '../../../test/reported/reworded-failures.js';
import { parseClusterId } from '../../domain/ids/resource-ids.js';
import { explainExtension } from './explain-extension.js';

const TEXTS = [
  ...REPORTED.map(([, , text]) => text),
  ...Object.values(PARAPHRASED).flat(),
  ...REWORDED_INSTALLS.map(([, text]) => text),
  ...MISREAD_INSTALLS.map(([, text]) => text),
];
const explain = (message: string, where = place) => explainExtension([{ code: null, message }], where);

describe('explainExtension', () => {
  it.each(TEXTS)('says in our words what it means and what to do: %s', (text) => {
    for (const where of [place, { ...place, cluster: arc.id }, { ...place, cluster: null }]) {
      const { cause, fix, source, innermost } = explain(text, where);
      for (const words of [cause, fix, source]) expect(words).toMatch(/^\S.{10,}[^.\s]$/);
      expect(cause).not.toContain(innermost);
      if (where.cluster !== null) expect(incompleteCommands(fix)).toEqual([]);
    }
  });

  it('speaks of the health check only where the text does', () => {
    const others = Object.entries(PARAPHRASED).filter(([id]) => id !== 'install-healthcheck');
    for (const text of [...others.flatMap(([, texts]) => texts), ...UNEXPLAINED])
      expect(JSON.stringify({ ...explain(text), innermost: '' })).not.toMatch(/health ?check/i);
  });

  it.each(UNEXPLAINED)('says that it does not know: %s', (text) => {
    expect(explain(text)).toMatchObject({ stage: 'unknown', cause: expect.stringContaining('not known') });
  });

  it('leaves the code of a wrapper out, and reads a code that says more', () => {
    const problem = { code: 'ExtensionOperationFailed', message: 'something new' };
    expect(explainExtension([problem], place).innermost).toBe('something new');
    expect(explainExtension([{ code: 'E40002', message: 'A check failed.' }], place)).toMatchObject({
      id: 'healthcheck-nodes',
      stage: 'health-check',
    });
  });

  it.each([
    ['CustomResourceDefinition "jobs.batch.volcano.sh"', 'installVolcano=False'],
    ['CustomResourceDefinition "alertmanagers.monitoring.coreos.com"', 'installPromOp=False'],
    ['ClusterRole "blob-external-provisioner-role"', 'blobCsiDriverEnabled=false'],
  ])('leaves out the own copy of the extension where %s is in the way', (resource, setting) => {
    const text = wrapped(
      `${resource} in namespace "" exists and cannot be imported into the current release`,
    );
    expect(explain(text).fix).toContain(`--config enableTraining=True ${setting}`);
  });

  it('names a resource of others, and hands it over to Helm', () => {
    const text =
      'ServiceAccount "a-b" in namespace "azureml" exists and cannot be imported: invalid ownership metadata';
    expect(explain(text).fix).toContain(
      'kubectl label serviceaccount a-b -n azureml --overwrite app.kubernetes.io/managed-by=Helm',
    );
    expect(explain(text).cause).toContain('serviceaccount a-b');
  });

  it('shows no contents of a secret that is in the way', () => {
    const { fix } = explain('Secret "a-b" in namespace "azureml" exists and cannot be imported');
    expect(fix).toContain('kubectl describe secret a-b -n azureml');
    expect(fix).not.toContain('yaml');
  });

  it.each([
    [{ trainingEnabled: true, inferenceEnabled: true }, 'enableTraining=True enableInference=True'],
    [{ trainingEnabled: false, inferenceEnabled: true }, 'enableInference=True'],
    [{ trainingEnabled: false, inferenceEnabled: false }, 'enableTraining=True'],
    [null, 'enableTraining=True'],
  ])('shows the settings before it reinstalls, and keeps the features %j', (features, settings) => {
    const { fix } = explain('wrong scope', { ...place, features });
    expect(fix).toMatch(/: az k8s-extension show .*; az k8s-extension delete .*; az k8s-extension create /);
    expect(fix.endsWith(`--config ${settings}`)).toBe(true);
  });

  it('gives each command once, and the cluster before the first', () => {
    const { fix } = explain('timed out waiting for the condition', { ...place, cluster: arc.id });
    const commands = commandsIn(fix);
    expect(new Set(commands).size).toBe(commands.length);
    expect(fix).toMatch(/: \(in the context of cluster \S+\) kubectl /);
  });

  it('names the pod that is not ready, and the provider that is not registered', () => {
    expect(explain('pod identity-proxy-1 is in CrashLoopBackOff').fix).toContain(
      'kubectl describe pod identity-proxy-1 -n azureml',
    );
    expect(explain("not registered to use namespace 'Microsoft.Relay'").fix).toContain(
      'az provider register --namespace Microsoft.Relay --subscription 11111111',
    );
  });

  it('quotes the group of a cluster in commands', () => {
    const cluster = parseClusterId(arc.id.replace('my-rg', 'rg(prod)'));
    expect(explain('manifest unknown', { ...place, cluster }).fix).toContain("--resource-group 'rg(prod)'");
  });
});
