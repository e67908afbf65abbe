import { describe, expect, it } from 'vitest';
import { type Config, parseCommand } from './config.js';

const TENANT = '0F0E0D0C-1111-4222-8333-444455556666';
const CLIENT_ID = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const ENTRA = ['--auth', 'entra', '--auth-tenant', TENANT, '--auth-audience', CLIENT_ID];
const PUBLIC_URL = ['--public-url', 'https://mcp.example.com/mcp'];

function parse(argv: readonly string[], env: Record<string, string> = {}) {
  return parseCommand({ argv, env, cwd: '/', readFile: () => ({ kind: 'absent' }), toolNames: [] });
}

function http(argv: readonly string[], env: Record<string, string> = {}): Config['http'] {
  const command = parse(argv, env);
  if (command.kind === 'serve') return command.config.http;
  throw new Error(JSON.stringify(command));
}

function problems(argv: readonly string[], env: Record<string, string> = {}): readonly string[] {
  const command = parse(argv, env);
  return command.kind === 'problems' ? command.problems : [];
}

describe('serving over HTTP', () => {
  it('is off by itself, and private when it is on', () => {
    expect(http([])).toBeNull();
    expect(http(['--http'])).toEqual({
      host: '127.0.0.1',
      port: 3000,
      stateless: false,
      publicUrl: null,
      allowedHosts: [],
      allowedOrigins: [],
      sessionIdleMs: 30 * 60_000,
      maxSessions: 1_000,
      auth: null,
      onBehalfOf: null,
      requestsPerMinute: 0,
    });
    expect(http(['--http-stateless'])?.stateless).toBe(true);
    expect(http([], { AZUREML_KUBERNETES_HTTP: 'true', AZUREML_KUBERNETES_PORT: '0' })?.port).toBe(0);
  });

  it.each(['0.0.0.0', '::', '10.0.0.4', 'mcp.example.com', '127.0.0.1.example.com'])(
    'is refused at %s for everybody',
    (host) => {
      const told = problems(['--http', '--host', host]);
      expect(told).toContainEqual(
        expect.stringMatching(/can be reached from other machines: that needs --auth entra/),
      );
      expect(told).toContainEqual(expect.stringMatching(/^--public-url is missing/));
      expect(http(['--http', '--host', host, ...ENTRA, ...PUBLIC_URL])?.host).toBe(host);
    },
  );

  it.each(['127.0.0.1', '127.9.9.9', 'localhost', '::1'])('is open at %s', (host) => {
    expect(http(['--http', '--host', host])?.auth).toBeNull();
  });

  it('knows for whom to take tokens', () => {
    expect(http(['--http', ...ENTRA, '--cloud', 'usgov'])).toMatchObject({
      auth: {
        tenant: TENANT.toLowerCase(),
        audiences: [CLIENT_ID],
        authority: 'https://login.microsoftonline.us',
        permissions: {
          read: ['Compute.Read', 'Compute.Read.All'],
          write: ['Compute.ReadWrite', 'Compute.ReadWrite.All'],
        },
        requireRoles: false,
        peopleOnly: false,
      },
      requestsPerMinute: 600,
    });
    const own = [
      '--auth-authority',
      'http://127.0.0.1:9',
      '--auth-read',
      'R',
      '--auth-write',
      'W',
      '--rate-limit',
      '5',
    ];
    expect(http(['--http', ...ENTRA, ...own])).toMatchObject({
      auth: { authority: 'http://127.0.0.1:9', permissions: { read: ['R'], write: ['W'] } },
      requestsPerMinute: 5,
    });
  });

  it('says what is wrong with those settings, all at once', () => {
    const argv = ['--http', '--auth', 'entra', '--auth-tenant', 'contoso.com', '--auth-audience', 'my app'];
    const more = ['--auth-authority', 'http://login.example.com', '--auth-read', 'api://x/Read'];
    const told = problems([...argv, ...more]).join('\n');
    for (const flag of ['--auth-tenant', '--auth-audience', '--auth-authority', '--auth-read'])
      expect(told).toContain(flag);
    expect(problems(['--http', '--auth', 'entra']).join('\n')).toMatch(/--auth-tenant[\s\S]*--auth-audience/);
    expect(problems(ENTRA)).toEqual([
      '--auth needs --http',
      '--auth-tenant has no effect without --http: leave it out',
      '--auth-audience has no effect without --http: leave it out',
    ]);
  });

  it.each([
    'http://mcp.example.com/mcp',
    'mcp.example.com',
    'https://me@x.example/mcp',
    'https://:secret@x.example/mcp',
    'https://x.example/?a=1',
    'ftp://x',
  ])('takes no public URL such as %s', (url) => {
    expect(problems(['--http', '--public-url', url])).toEqual([
      expect.stringMatching(/^--public-url must be/),
    ]);
  });

  it('takes hosts without a port and origins without a path', () => {
    expect(http(['--http', '--allowed-hosts', 'a.example,b'])?.allowedHosts).toEqual(['a.example', 'b']);
    expect(http(['--http', '--allowed-origins', 'https://A.example:8443'])?.allowedOrigins).toEqual([
      'https://a.example:8443',
    ]);
    const told = problems(['--http', '--allowed-hosts', 'a:1', '--allowed-origins', 'https://a/b']);
    expect(told.join('\n')).toMatch(/--allowed-hosts[\s\S]*--allowed-origins/);
  });

  it.each(['javascript:alert(1)', 'http://2130706433', 'http://0x7f.1', 'file:///x', 'data:,x'])(
    'takes no origin such as %s',
    (origin) => {
      expect(problems(['--http', '--allowed-origins', origin])).toEqual([
        expect.stringMatching(/^--allowed-origins must be an https origin/),
      ]);
    },
  );

  it('cannot insist on asking a person without sessions', () => {
    expect(problems(['--http-stateless', '--confirm', 'elicit'])).toEqual([
      expect.stringMatching(/needs sessions/),
    ]);
  });
});

describe('acting on behalf of callers', () => {
  const obo = ['--http', ...ENTRA, '--downstream', 'obo'];
  const client = { AZURE_CLIENT_ID: CLIENT_ID };

  it.each([
    [{ AZURE_CLIENT_SECRET: 's' }, { kind: 'secret', secret: 's' }],
    [{ AZURE_CLIENT_CERTIFICATE_PATH: '/c.pem' }, { kind: 'certificate', path: '/c.pem' }],
    [{ AZURE_FEDERATED_TOKEN_FILE: '/t' }, { kind: 'federated', path: '/t' }],
  ])('proves the application with %j', (env, proof) => {
    expect(http(obo, { ...client, ...env })).toMatchObject({
      auth: { peopleOnly: true },
      onBehalfOf: {
        clientId: CLIENT_ID,
        tenant: TENANT.toLowerCase(),
        authority: 'https://login.microsoftonline.com',
        proof,
      },
    });
  });

  it('needs an application, a proof, and callers that sign in', () => {
    expect(problems(obo)).toEqual([
      expect.stringContaining('AZURE_CLIENT_ID'),
      expect.stringContaining('AZURE_CLIENT_SECRET'),
    ]);
    expect(problems(['--http', '--downstream', 'obo'])).toEqual([
      expect.stringMatching(/needs --auth entra/),
    ]);
    expect(problems([...obo, '--demo'], { ...client, AZURE_CLIENT_SECRET: 's' })).toEqual([
      expect.stringMatching(/no meaning with --demo/),
    ]);
  });
});

it('takes a secret for confirmation tokens only when it can be one', () => {
  expect(problems(['--confirm-key', 'short'])).toEqual([expect.stringMatching(/at least 32 characters/)]);
  const command = parse([], { AZUREML_KUBERNETES_CONFIRM_KEY: 'x'.repeat(32) });
  expect(command).toMatchObject({ kind: 'serve', config: { confirmKeys: ['x'.repeat(32)] } });
  const [fresh, old] = ['x'.repeat(32), 'y'.repeat(40)];
  expect(parse(['--confirm-key', `${fresh},${old}`])).toMatchObject({
    config: { confirmKeys: [fresh, old] },
  });
  expect(problems(['--confirm-key', `${fresh},short`])).toEqual([expect.stringMatching(/at least 32/)]);
  expect(problems(['--confirm-key', `${fresh},${old},${fresh}`])).toEqual([
    expect.stringMatching(/two while one is replaced/),
  ]);
});
