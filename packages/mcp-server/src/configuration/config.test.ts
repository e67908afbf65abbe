import { describe, expect, it } from 'vitest';
import { type Config, parseCommand } from './config.js';

const SUB = '11111111-2222-3333-4444-555555555555';
const FILE = JSON.stringify({ subscription_id: SUB, resource_group: 'rg', workspace_name: 'from-file' });

interface Given {
  readonly env?: Record<string, string>;
  readonly files?: Record<string, string>;
}

function parse(argv: readonly string[], { env = {}, files = {} }: Given = {}) {
  return parseCommand({
    argv,
    env,
    cwd: '/home/me/project/sub',
    readFile: (path) => {
      const text = files[path];
      return text === undefined ? { kind: 'absent' } : { kind: 'text', text };
    },
    toolNames: ['compute_attach', 'compute_list'],
  });
}

function config(argv: readonly string[], given: Given = {}): Config {
  const command = parse(argv, given);
  if (command.kind === 'serve') return command.config;
  throw new Error(JSON.stringify(command));
}

function problems(argv: readonly string[], given: Given = {}): string {
  const command = parse(argv, given);
  return command.kind === 'problems' ? command.problems.join('\n') : `none: ${command.kind}`;
}

const pinnedName = ({ pinned }: Config) => pinned?.name;

describe('parseCommand', () => {
  it('has defaults that work without a word', () => {
    expect(config([])).toEqual({
      demo: false,
      cloud: 'public',
      tenant: null,
      credential: 'azure',
      foreignAuthority: null,
      proxy: null,
      pinned: null,
      pinnedFromAbove: null,
      ignoredVariables: [],
      allowed: null,
      readOnly: false,
      preparing: { mode: 'apply', inCluster: 'read', allowedClusters: null },
      tools: null,
      confirm: 'auto',
      era: 'both',
      confirmKeys: null,
      http: null,
      logLevel: 'info',
      auditLog: null,
    });
  });

  it.each([
    [['--workspace', `${SUB}/rg/ws1`]],
    [
      [
        '--workspace',
        `/subscriptions/${SUB}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws1`,
      ],
    ],
    [['--subscription', SUB, '--resource-group', 'rg', '--workspace', 'ws1']],
  ])('ties the server to the workspace of %j', (argv) => {
    expect(config(argv).pinned).toEqual({ subscriptionId: SUB, resourceGroup: 'rg', name: 'ws1' });
  });

  it('takes the nearest config.json of Azure ML, from .azureml first', () => {
    const other = FILE.replace('from-file', 'far-away');
    expect(pinnedName(config([], { files: { '/home/me/project/config.json': FILE } }))).toBe('from-file');
    expect(
      pinnedName(
        config([], {
          files: { '/home/me/project/.azureml/config.json': FILE, '/home/me/project/config.json': other },
        }),
      ),
    ).toBe('from-file');
    expect(pinnedName(config([], { files: { '/config.json': other } }))).toBe('far-away');
    expect(
      pinnedName(config([], { files: { '/home/me/project/sub/config.json': '{"name":"other program"}' } })),
    ).toBeUndefined();
  });

  it('says where the workspace comes from when a folder above names it', () => {
    const above = config([], { files: { '/home/me/config.json': FILE } });
    expect(above.pinnedFromAbove).toBe('/home/me/config.json');
    for (const path of ['config.json', '.azureml/config.json'])
      expect(config([], { files: { [`/home/me/project/sub/${path}`]: FILE } }).pinnedFromAbove).toBeNull();
  });

  it.each([
    ['a trailing comma', FILE.replace('}', ',}')],
    ['a missing key', JSON.stringify({ subscription_id: SUB, resource_group: 'rg' })],
    ['a number for a name', FILE.replace('"from-file"', '7')],
    ['no key at all', '{}'],
    ['nothing', ''],
  ])('does not start with a config.json that has %s, and shows none of it', (_, text) => {
    const found = problems([], { files: { '/home/me/project/config.json': text } });
    expect(found).toMatch(/^\/home\/me\/project\/config\.json must be JSON with subscription_id/);
    expect(found).not.toContain(SUB);
    expect(pinnedName(config(['--workspace', `${SUB}/rg/mine`], { files: { '/config.json': text } }))).toBe(
      'mine',
    );
  });

  it('takes a config.json with further keys', () => {
    const more = FILE.replace('{', '{"comment": "ours", ');
    expect(pinnedName(config([], { files: { '/config.json': more } }))).toBe('from-file');
  });

  it('refuses variables that do not exist, and ignores those of a Service of Kubernetes', () => {
    expect(problems([], { env: { AZUREML_KUBERNETES_READONLY: 'true' } })).toMatch(
      /did you mean AZUREML_KUBERNETES_READ_ONLY/,
    );
    const service = { AZUREML_KUBERNETES_PORT: 'tcp://10.0.0.7:80' };
    expect(config([], { env: service }).ignoredVariables).toEqual(['AZUREML_KUBERNETES_PORT']);
  });

  it('shows no value, whatever is wrong', () => {
    const secret = 'hunter2-hunter2';
    for (const argv of [
      ['--confirm-kye', secret],
      [`--confirm-kye=${secret}`],
      [secret],
      ['--confirm-key', secret],
      ['--tools', secret],
      ['--workspace', secret],
      ['--workspace', `${secret}/${secret}/${secret}`],
      ['--allow-workspace', secret],
      ['--arm-endpoint', secret],
      ['--cloud', secret],
      ['--http', '--host', secret],
      ['--http', '--port', secret],
      ['--http', '--public-url', secret],
      ['--http', '--allowed-hosts', `${secret}:1`],
      ['--http', '--allowed-origins', secret],
      ['--http', '--auth', 'entra', '--auth-tenant', secret, '--auth-audience', secret],
      [`-${secret}`],
      ['-p', secret],
    ])
      expect(problems(argv), argv.join(' ')).not.toContain('hunter2');
    for (const name of ['CONFIRM_KEY', 'CLOUD', 'READ_ONLY', 'PORT', 'SECRET'])
      expect(problems(['--http'], { env: { [`AZUREML_KUBERNETES_${name}`]: secret } }), name).not.toContain(
        'hunter2',
      );
  });

  it('reads the file that it is given', () => {
    const files = { '/home/me/project/sub/ws.json': `\uFEFF${FILE}`, '/home/me/project/sub/bad.json': '{' };
    expect(pinnedName(config(['--config', 'ws.json'], { files }))).toBe('from-file');
    expect(problems(['--config', 'none.json'], { files })).toMatch(
      /^--config \/home\/me\/project\/sub\/none\.json: there is no such file/,
    );
    expect(problems(['--config', 'bad.json'], { files })).toMatch(
      /^\/home\/me\/project\/sub\/bad\.json must be JSON with subscription_id/,
    );
  });

  it('lets a flag win over the environment, and the environment over the file', () => {
    const given = {
      env: { AZUREML_KUBERNETES_WORKSPACE: `${SUB}/rg/from-env`, AZUREML_KUBERNETES_READ_ONLY: 'true' },
      files: { '/home/me/config.json': FILE },
    };
    expect(pinnedName(config([], given))).toBe('from-env');
    expect(pinnedName(config(['--workspace', `${SUB}/rg/from-flag`], given))).toBe('from-flag');
    expect(config([], given).readOnly).toBe(true);
  });

  it('needs all three parts of a workspace', () => {
    expect(problems(['--workspace', 'ws1'])).toMatch(
      /--subscription is missing[\s\S]*--resource-group is missing/,
    );
  });

  it('takes any token only for a test service, which speaks http on this machine', () => {
    for (const url of ['http://127.0.0.1:8080', 'http://localhost:1', 'http://[::1]:2']) {
      expect(config(['--arm-endpoint', url]).credential).toBe('static');
      expect(config(['--arm-endpoint', url, '--credential', 'azure']).credential).toBe('azure');
    }
    for (const url of ['https://127.0.0.1', 'https://localhost:1', 'https://[::1]:2'])
      expect(config(['--arm-endpoint', url]).credential).toBe('azure');
    const elsewhere = config(['--arm-endpoint', 'https://arm.example.com', '--cloud', 'usgov']);
    expect(elsewhere.credential).toBe('azure');
    expect(elsewhere.cloud).toEqual({
      resourceManager: 'https://arm.example.com',
      scope: 'https://arm.example.com/.default',
      authority: 'https://login.microsoftonline.us',
    });
    expect(problems(['--arm-endpoint', 'http://arm.example.com'])).toMatch(
      /--arm-endpoint must be an https origin/,
    );
    expect(problems(['--arm-endpoint', 'https://127.0.0.1.example.com/x'])).toMatch(/--arm-endpoint/);
    expect(config(['--arm-endpoint', 'https://127.0.0.1.example.com']).credential).toBe('azure');
  });

  it('lets the demo be a world of its own', () => {
    const given = {
      env: { AZUREML_KUBERNETES_WORKSPACE: `${SUB}/rg/mine` },
      files: { '/config.json': FILE },
    };
    expect(config(['--demo'], given)).toMatchObject({
      demo: true,
      credential: 'static',
      pinned: null,
      cloud: 'public',
    });
  });

  it('reads lists with commas or flag by flag', () => {
    expect(config(['--tools', 'compute_attach, compute_list']).tools).toEqual([
      'compute_attach',
      'compute_list',
    ]);
    const allowed = config([
      '--allow-workspace',
      `${SUB}/rg/one1`,
      '--allow-workspace',
      `${SUB}/rg/two2`,
    ]).allowed;
    expect(allowed?.map(({ name }) => name)).toEqual(['one1', 'two2']);
  });

  it('does not start where every call would be refused', () => {
    const tied = ['--workspace', `${SUB}/rg/mine`, '--allow-workspace'];
    expect(problems([...tied, `${SUB}/rg/other`])).toMatch(/does not hold the workspace/);
    expect(pinnedName(config([...tied, `${SUB}/RG/Mine`]))).toBe('mine');
  });

  it('looks at proxies only where it asks anything that is not on this machine', () => {
    const given = { env: { HTTPS_PROXY: '10.0.0.1:3128' } };
    expect(problems([], given)).toMatch(/^HTTPS_PROXY must be an http URL/);
    for (const argv of [['--demo'], ['--arm-endpoint', 'http://127.0.0.1:9']])
      expect(config(argv, given).credential).toBe('static');
  });

  it('reports all problems at once', () => {
    const argv = [
      '--cloud',
      'moon',
      '--confirm',
      'maybe',
      '--tools',
      'compute_delete',
      '--log-level',
      'loud',
      '--nope',
      'serve',
      '--allow-workspace',
      'x',
    ];
    const told = problems([...argv, '--read-only=yes', '--workspace'], {
      env: { AZUREML_KUBERNETES_DEMO: 'perhaps' },
    });
    for (const part of [
      '--cloud',
      '--confirm',
      '--tools names a tool that does not exist',
      '--log-level',
      '--nope',
      'argument 10 is neither a flag nor a command',
      '--allow-workspace',
      '--read-only',
      '--workspace needs a value',
      'AZUREML_KUBERNETES_DEMO',
    ])
      expect(told).toContain(part);
  });

  it('knows help and version, whatever else is said', () => {
    expect(parse(['--help', '--nope'])).toEqual({ kind: 'help' });
    expect(parse(['--version'])).toEqual({ kind: 'version' });
    expect(parse(['-h'])).toEqual({ kind: 'help' });
  });
});
