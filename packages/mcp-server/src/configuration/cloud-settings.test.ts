import { describe, expect, it } from 'vitest';
import { type Config, parseCommand } from './config.js';
import { configWarnings } from './config-warnings.js';

function parse(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return parseCommand({ argv, env, cwd: '/', readFile: () => ({ kind: 'absent' }), toolNames: [] });
}

function config(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Config {
  const command = parse(argv, env);
  if (command.kind === 'serve') return command.config;
  throw new Error(JSON.stringify(command));
}

function problems(argv: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const command = parse(argv, env);
  return command.kind === 'problems' ? command.problems.join('\n') : `none: ${command.kind}`;
}

const warned = (found: Config) => configWarnings(found).map(({ event, subject }) => `${event} ${subject}`);

describe('the cloud', () => {
  it.each([
    ['https://login.airgap.example/', 'https://login.airgap.example'],
    ['login.airgap.example', 'https://login.airgap.example'],
    ['https://login.airgap.example:8443', 'https://login.airgap.example:8443'],
  ])('takes its authority %s from the environment, where no flag names another', (given, origin) => {
    const env = { AZURE_AUTHORITY_HOST: given };
    const argv = ['--arm-endpoint', 'https://arm.airgap.example'];
    expect(config(argv, env)).toMatchObject({
      cloud: { authority: origin, scope: 'https://arm.airgap.example/.default' },
      tenant: null,
      foreignAuthority: null,
    });
    const flagged = config([...argv, '--authority', 'https://login.other.example'], env);
    expect(flagged.cloud).toMatchObject({ authority: 'https://login.other.example' });
    expect(warned(flagged)).toEqual([]);
  });

  it('takes AD FS of Azure Stack for authority and tenant, and the scope that is given', () => {
    const scope = 'https://management.adfs.azurestack.example/0a0a/.default';
    const argv = ['--arm-endpoint', 'https://management.local.azurestack.example', '--arm-scope', scope];
    const adfs = ['--authority', 'https://adfs.local.azurestack.example/adfs'];
    expect(config([...argv, ...adfs])).toMatchObject({
      cloud: { authority: 'https://adfs.local.azurestack.example', scope },
      tenant: 'adfs',
    });
  });

  it('keeps its name where the environment says the same', () => {
    const env = { AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.us/' };
    expect(config(['--cloud', 'usgov'], env)).toMatchObject({ cloud: 'usgov', foreignAuthority: null });
  });

  it('warns where the authority is not that of the cloud that is asked', () => {
    const env = { AZURE_AUTHORITY_HOST: 'https://login.microsoftonline.us' };
    expect(warned(config([], env))).toEqual(['authority-of-another-cloud AZURE_AUTHORITY_HOST']);
    expect(warned(config(['--authority', 'https://login.airgap.example']))).toEqual([
      'authority-of-another-cloud --authority',
    ]);
  });

  it('warns where a cloud of its own has no authority', () => {
    const endpoint = ['--arm-endpoint', 'https://management.cloud.example'];
    expect(warned(config(endpoint))).toEqual(['authority-of-another-cloud --arm-endpoint']);
    expect(warned(config([...endpoint, '--authority', 'https://login.cloud.example']))).toEqual([]);
    expect(warned(config(['--arm-endpoint', 'https://127.0.0.1:8443']))).toEqual([]);
    expect(warned(config(['--arm-endpoint', 'https://management.usgovcloudapi.net']))).toEqual([]);
  });

  it('has one authority for Azure and for those who sign in over HTTP', () => {
    const entra = ['--http', '--auth', 'entra', '--auth-tenant', '0f0e0d0c-1111-4222-8333-444455556666'];
    const found = config([
      ...entra,
      '--auth-audience',
      'api://x',
      '--authority',
      'https://login.airgap.example',
    ]);
    expect(found.http?.auth?.authority).toBe('https://login.airgap.example');
  });

  it('ignores the environment in the demo', () => {
    expect(config(['--demo'], { AZURE_AUTHORITY_HOST: 'not a host' }).cloud).toBe('public');
  });

  it.each([
    [['--tenant', 'my tenant'], '--tenant must be the id of a tenant'],
    [['--tenant', 'common'], '--tenant must be the id of a tenant'],
    [['--arm-scope', 'https://management.azure.com'], '--arm-scope must end in /.default'],
    [['--authority', 'http://127.0.0.1:9'], '--authority must be the https origin of an authority'],
    [['--authority', 'https://login.microsoftonline.com/common'], 'without a tenant'],
    [['--tenant', 'adfs', '--demo'], '--tenant has no effect with --demo'],
    [
      ['--tenant', 'adfs', '--arm-endpoint', 'http://127.0.0.1:9'],
      '--tenant has no effect for a test service',
    ],
  ])('refuses %j', (argv, problem) => {
    expect(problems(argv)).toContain(problem);
  });

  it('names the variable that holds no authority', () => {
    expect(problems([], { AZURE_AUTHORITY_HOST: 'https://login.example/x?y=secret' })).toMatch(
      /^AZURE_AUTHORITY_HOST must be the https origin of an authority(?!.*secret)/,
    );
  });

  it('names the variable that holds no tenant, without its value', () => {
    const found = problems([], { AZURE_TENANT_ID: '../../secret?y=' });
    expect(found).toMatch(/^AZURE_TENANT_ID must be the id of a tenant(?!.*secret)/);
    expect(config([], { AZURE_TENANT_ID: '' }).tenant).toBeNull();
    expect(config([], { AZURE_TENANT_ID: 'contoso.onmicrosoft.com' }).tenant).toBeNull();
    expect(config(['--demo'], { AZURE_TENANT_ID: 'a b' }).tenant).toBeNull();
    expect(config(['--tenant', 'adfs'], { AZURE_TENANT_ID: 'a b' }).tenant).toBe('adfs');
  });

  it.each([
    ['11111111-AAAA-3333-4444-555555555555', '11111111-aaaa-3333-4444-555555555555'],
    ['contoso.onmicrosoft.com', 'contoso.onmicrosoft.com'],
    ['adfs', 'adfs'],
  ])('takes the tenant %s', (given, tenant) => {
    expect(config(['--tenant', given]).tenant).toBe(tenant);
  });
});

describe('the audience of those who sign in', () => {
  const base = ['--http', '--auth', 'entra', '--auth-tenant', '0f0e0d0c-1111-4222-8333-444455556666'];
  const at = (audience: string) =>
    warned(config([...base, '--public-url', 'https://mcp.example.com/mcp', '--auth-audience', audience]));

  it('is expected to hold the public URL', () => {
    expect(at('api://aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee')).toEqual([
      'audience-not-public-url --auth-audience',
    ]);
    expect(at('aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee,https://mcp.example.com/mcp')).toEqual([]);
    expect(at('https://mcp.example.com/mcp/')).toEqual([]);
  });
});
