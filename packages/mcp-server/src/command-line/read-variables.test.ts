import { describe, expect, it } from 'vitest';
import { Problems } from './problems.js';
import { readVariables } from './read-variables.js';

function read(env: Record<string, string>) {
  const problems = new Problems();
  return { ...readVariables(env, problems), problems: problems.found };
}

describe('readVariables', () => {
  it('knows the variable of each flag, those of the contract suite, and those of others', () => {
    const env = {
      AZUREML_KUBERNETES_READ_ONLY: 'true',
      AZUREML_KUBERNETES_LIVE_WORKSPACE: 'x',
      AZURE_CLIENT_ID: 'x',
    };
    expect(read(env)).toEqual({ env, ignored: [], problems: [] });
  });

  it('refuses one that does not exist, with the one that was meant and never with its value', () => {
    expect(read({ AZUREML_KUBERNETES_READONLY: 'true' }).problems).toEqual([
      'AZUREML_KUBERNETES_READONLY: there is no such variable; did you mean AZUREML_KUBERNETES_READ_ONLY?',
    ]);
    const { problems } = read({ AZUREML_KUBERNETES_SECRET: 'hunter2' });
    expect(problems).toEqual(['AZUREML_KUBERNETES_SECRET: there is no such variable; see --help']);
  });

  it('ignores what Kubernetes sets for a Service of that name', () => {
    const service = {
      AZUREML_KUBERNETES_PORT: 'tcp://10.0.0.7:80',
      AZUREML_KUBERNETES_PORT_80_TCP: 'tcp://10.0.0.7:80',
      AZUREML_KUBERNETES_PORT_80_TCP_ADDR: '10.0.0.7',
      AZUREML_KUBERNETES_SERVICE_HOST: '10.0.0.7',
      AZUREML_KUBERNETES_SERVICE_PORT_HTTP: '80',
      AZUREML_KUBERNETES_MCP_SERVICE_PORT: '80',
    };
    expect(read({ ...service, HOME: '/home/me' })).toEqual({
      env: { HOME: '/home/me' },
      ignored: Object.keys(service),
      problems: [],
    });
    expect(read({ AZUREML_KUBERNETES_PORT: '3000' }).env).toEqual({ AZUREML_KUBERNETES_PORT: '3000' });
  });
});
