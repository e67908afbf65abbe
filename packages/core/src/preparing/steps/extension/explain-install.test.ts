import { describe, expect, it } from 'vitest';
import { aks, workspace } from '../../../../test/check-facts.js';
import { incompleteCommands } from '../../../../test/commands-in.js';
import { explainInstall } from './explain-install.js';

const wrapped = (cause: string): string =>
  `The extension operation failed with the following error: Error: [ InnerError: [Helm installation failed : Unable to create/update Kubernetes resources for the extension : Recommendation Please check if there are any policies blocking the resource creation/update for the extension : InnerError [${cause}]]] occurred while doing the operation : [Create] on the config`;

const context = { target: { resourceId: aks.id }, service: { workspace: { id: workspace } } };

describe('explainInstall', () => {
  it.each([
    ['Chart path not found', 'install-chart-missing', 'without a version'],
    ['failed pre-install: pod healthcheck failed', 'install-healthcheck', 'arcml-healthcheck'],
    [
      'CRD "podgroups.scheduling.volcano.sh": invalid ownership metadata',
      'install-ownership',
      'installVolcano=False',
    ],
    ['ServiceAccount "x": invalid ownership metadata', 'install-ownership', 'who owns'],
    ['something new', 'install-unknown', 'what it says'],
  ])('of %j is %s', (cause, id, fix) => {
    const problem = { code: 'ExtensionOperationFailed', message: wrapped(cause) };
    const failure = explainInstall([problem], context);
    expect(failure).toMatchObject({ cause: id, fix: expect.stringContaining(fix) });
    expect(incompleteCommands(failure.fix)).toEqual([]);
  });

  it('names the extension that failed in its commands', () => {
    const failure = explainInstall([{ code: 'X', message: 'something new' }], context, { name: 'aml-old' });
    expect(failure.fix).toContain('--name aml-old');
  });

  it('repeats none of the words of the service', () => {
    const failure = explainInstall([{ code: 'X', message: 'planted words of others' }], context);
    expect(JSON.stringify(failure)).not.toContain('planted');
  });
});
