import { describe, expect, it } from 'vitest';
import { explainInstall } from './explain-install.js';

const wrapped = (cause: string): string =>
  `The extension operation failed with the following error: Error: [ InnerError: [Helm installation failed : Unable to create/update Kubernetes resources for the extension : Recommendation Please check if there are any policies blocking the resource creation/update for the extension : InnerError [${cause}]]] occurred while doing the operation : [Create] on the config`;

describe('explainInstall', () => {
  it.each([
    ['Chart path not found', 'install-chart-missing', 'without a version'],
    ['failed pre-install: pod healthcheck failed', 'install-healthcheck', 'health report'],
    [
      'CRD "podgroups.scheduling.volcano.sh": invalid ownership metadata',
      'install-ownership',
      'installVolcano=False',
    ],
    ['ServiceAccount "x": invalid ownership metadata', 'install-ownership', 'who owns'],
    ['something new', 'install-unknown', 'what Azure says'],
  ])('of %j is %s', (cause, id, fix) => {
    const problem = { code: 'ExtensionOperationFailed', message: wrapped(cause) };
    expect(explainInstall([problem])).toMatchObject({ cause: id, fix: expect.stringContaining(fix) });
  });

  it('repeats none of the words of the service', () => {
    const failure = explainInstall([{ code: 'X', message: 'planted words of others' }]);
    expect(JSON.stringify(failure)).not.toContain('planted');
  });
});
