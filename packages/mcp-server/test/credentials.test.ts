import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { respondJson } from '../src/http/exchange/respond.js';
import { callLine, INITIALIZE, INITIALIZED, spawnServer } from './spawn-server.js';
import { startTokenAuthority, type TokenAuthority } from './token-authority.js';

const TENANT = '0f0e0d0c-1111-4222-8333-444455556666';
const OTHER = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const WORKSPACE = '11111111-2222-3333-4444-555555555555/my-rg/my-workspace';
const SECRET = 'Zx9~the-secret-of-the-application';
const PRINCIPAL = {
  AZURE_TENANT_ID: TENANT,
  AZURE_CLIENT_ID: 'c1c1c1c1-2222-3333-4444-555555555555',
  AZURE_CLIENT_SECRET: SECRET,
};

interface Arm {
  readonly url: string;
  readonly tokens: string[];
  /** Answers for the next requests, one each; then every list is empty. */
  readonly next: { readonly challenge: string; readonly code: string }[];
  /** What was asked of a proxy instead. */
  readonly strayed: string[];
  readonly server: Server;
}

/** Azure Resource Manager with an empty workspace, which is also the proxy for everything else, and refuses that. */
async function startArm(): Promise<Arm> {
  const tokens: string[] = [];
  const next: { challenge: string; code: string }[] = [];
  const strayed: string[] = [];
  const respond: RequestListener = ({ url = '', headers }, response) => {
    if (!url.startsWith('/')) {
      strayed.push(url);
      return respondJson(response, { status: 502, body: {} });
    }
    tokens.push(tokenOf(headers));
    const refusal = next.shift();
    if (refusal === undefined) return respondJson(response, { status: 200, body: { value: [] } });
    const { challenge, code } = refusal;
    const body = { error: { code, message: 'words of the service' } };
    respondJson(response, { status: 401, body, headers: { 'www-authenticate': challenge } });
  };
  const server = createServer(respond).on('connect', ({ url = '' }, socket) => {
    strayed.push(url);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    tokens,
    next,
    strayed,
    server,
  };
}

function tokenOf({ authorization = '' }: IncomingHttpHeaders): string {
  return authorization.replace('Bearer ', '');
}

describe('signing in to Azure', () => {
  let authority: TokenAuthority;
  let arm: Arm;
  beforeAll(async () => {
    authority = await startTokenAuthority();
  });
  afterAll(() => authority.close());
  beforeEach(async () => {
    authority.asked.length = 0;
    authority.refuse(null);
    arm = await startArm();
  });
  afterEach(() => arm.server.close());

  const flags = () => ['--workspace', WORKSPACE, '--arm-endpoint', arm.url, '--credential', 'azure'];
  const environment = (more: Readonly<Record<string, string>> = {}) => ({
    ...authority.env,
    ...PRINCIPAL,
    AZURE_AUTHORITY_HOST: `${authority.url}/`,
    HTTPS_PROXY: arm.url,
    HTTP_PROXY: arm.url,
    ...more,
  });

  async function callList(args: readonly string[], env: Readonly<Record<string, string>>) {
    const server = spawnServer([...flags(), ...args], { env });
    server.send(INITIALIZE, INITIALIZED, callLine(2, 'compute_list'));
    const [, answer = '{}'] = await server.lines(2);
    server.child.stdin?.end();
    await server.exited();
    const { structuredContent, isError = false } = JSON.parse(answer).result;
    return {
      result: structuredContent,
      isError,
      log: server.stderr(),
      everything: server.stdout() + server.stderr(),
    };
  }

  it('shows the secret to the authority of the environment and to no other', async () => {
    const { isError, everything } = await callList([], environment());
    expect(isError).toBe(false);
    expect(authority.asked.map(({ tenant }) => tenant)).toEqual([TENANT]);
    expect(authority.asked[0]?.form.get('client_secret')).toBe(SECRET);
    expect(authority.asked[0]?.form.get('scope')).toBe(`${arm.url}/.default`);
    expect(arm.tokens).toEqual([`token-1-of-${TENANT}`]);
    expect(arm.strayed).toEqual([]);
    expect(everything).not.toContain(SECRET);
  });

  it('takes authority, tenant and scope from flags before the environment', async () => {
    const env = environment({ AZURE_AUTHORITY_HOST: 'https://login.elsewhere.example' });
    const scope = 'https://management.azurestack.example/0123/.default';
    const args = ['--authority', authority.url, '--tenant', OTHER, '--arm-scope', scope];
    expect((await callList(args, env)).isError).toBe(false);
    expect(authority.asked.map(({ tenant }) => tenant)).toEqual([OTHER]);
    expect(authority.asked[0]?.form.get('scope')).toBe(scope);
    expect(arm.strayed).toEqual([]);
  });

  it('takes a token with the claims of a challenge, once', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1764360000"}}}';
    const challenge = `Bearer error="invalid_token", error_description="TokenIssuedBeforeRevocationTimestamp", claims="${btoa(claims)}"`;
    arm.next.push({ challenge, code: 'InvalidAuthenticationToken' });
    expect((await callList([], environment())).isError).toBe(false);
    expect(authority.asked).toHaveLength(2);
    expect(JSON.parse(authority.asked[1]?.form.get('claims') ?? '{}')).toMatchObject(JSON.parse(claims));
    expect(arm.tokens).toEqual([`token-1-of-${TENANT}`, `token-2-of-${TENANT}`]);
  });

  it.each([
    ['secret_wrong', 'AADSTS7000215', 'AZURE_CLIENT_SECRET'],
    ['secret_expired', 'AADSTS7000222', 'az ad app credential reset'],
  ])('says %s to a caller and to the log', async (reason, code, advice) => {
    const description = `${code}: words of the authority about ${SECRET}. Trace ID: 0a0a Timestamp: 2026-11-28 20:00:00Z`;
    authority.refuse({ error: 'invalid_client', description });
    const { result, isError, log, everything } = await callList([], environment());
    expect(isError).toBe(true);
    expect(result).toMatchObject({
      code: 'credential',
      reason,
      service_code: code,
      hint: expect.stringContaining(advice),
      untrusted: {
        attempts: [
          {
            credential: 'EnvironmentCredential',
            quoted: expect.stringContaining('words of the authority'),
          },
        ],
      },
    });
    const { untrusted, ...ours } = result;
    expect(JSON.stringify(ours)).not.toContain('words of the authority');
    expect(untrusted.detail).toContain('words of the authority');
    const line = log.split('\n').find((one) => one.includes('"event":"credential-failed"')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({
      level: 'warn',
      reason: reason.replace('_', '-'),
      untrusted: expect.stringContaining('words of the authority'),
    });
    expect(everything).not.toContain(SECRET);
  });

  it('names the tenant to sign in to, where the token is of another one', async () => {
    const challenge = `Bearer authorization_uri="https://login.windows.net/${OTHER}", error="invalid_token", error_description="The access token is from the wrong issuer."`;
    arm.next.push({ challenge, code: 'InvalidAuthenticationTokenTenant' });
    const { result } = await callList([], environment());
    expect(result).toMatchObject({
      code: 'credential',
      reason: 'refused',
      hint: expect.stringContaining(`az login --tenant ${OTHER}`),
    });
    expect(authority.asked.every(({ tenant }) => tenant === TENANT)).toBe(true);
  });

  it('names the authority that cannot be reached', { timeout: 30_000 }, async () => {
    const env = environment({ AZURE_AUTHORITY_HOST: 'https://localhost:1' });
    const { result } = await callList([], env);
    expect(result).toMatchObject({
      reason: 'authority_unreachable',
      retryable: true,
      hint: expect.stringContaining('https://localhost:1'),
    });
  });

  describe('with the Azure CLI', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'az-'));
      mkdirSync(join(folder, 'bin'));
      const az = join(folder, 'bin', 'az');
      writeFileSync(
        az,
        `#!${process.execPath}
const at = process.argv.indexOf('--tenant');
const tenant = at < 0 ? 'home' : process.argv[at + 1];
console.log(JSON.stringify({ accessToken: 'az-of-' + tenant, expires_on: Math.floor(Date.now() / 1000) + 3600 }));
`,
      );
      chmodSync(az, 0o755);
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    const env = () => ({
      ...authority.env,
      PATH: `${join(folder, 'bin')}:/usr/bin:/bin`,
      AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential',
    });

    it('follows the tenant that the service names', async () => {
      const challenge = `Bearer authorization_uri="https://login.windows.net/${OTHER}", error="invalid_token"`;
      arm.next.push({ challenge, code: 'InvalidAuthenticationTokenTenant' });
      expect((await callList([], env())).isError).toBe(false);
      expect(arm.tokens).toEqual(['az-of-home', `az-of-${OTHER}`]);
    });

    it('passes on the command that signs in with the claims, whole', async () => {
      const claims = btoa('{"access_token":{"acrs":{"essential":true,"value":"p1"}}}');
      arm.next.push({
        challenge: `Bearer error="insufficient_claims", claims="${claims}"`,
        code: 'InvalidAuthenticationToken',
      });
      const { result } = await callList(['--tenant', TENANT], env());
      expect(result).toMatchObject({
        reason: 'claims_needed',
        untrusted: {
          recommended_command: `az login --claims-challenge ${claims} --scope ${arm.url}/.default --tenant ${TENANT}`,
        },
      });
    });

    it('lets the doctor show that command where the workspace asks for the claims', async () => {
      const claims = btoa('{"access_token":{"acrs":{"essential":true,"value":"c1"}}}');
      arm.next.push({
        challenge: `Bearer error="insufficient_claims", claims="${claims}"`,
        code: 'InvalidAuthenticationToken',
      });
      const doctor = spawnServer(['doctor', ...flags()], { env: env() });
      expect(await doctor.exited()).toBe(1);
      expect(doctor.stdout()).toMatch(/^fail {2}workspace: .*\n {6}→ Run the az login command/m);
      expect(doctor.stdout()).toContain(`it recommends: "az login --claims-challenge ${claims} `);
    });

    it('tells a wrong selection, and a selection that leaves az login out', async () => {
      const wrong = await callList([], { ...env(), AZURE_TOKEN_CREDENTIALS: 'azcli' });
      expect(wrong.result).toMatchObject({
        reason: 'selection_invalid',
        hint: expect.stringContaining('AzureCliCredential'),
      });
      const narrow = await callList([], { ...env(), AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential' });
      expect(narrow.result).toMatchObject({
        reason: 'not_configured',
        hint: expect.stringContaining('AZURE_TOKEN_CREDENTIALS may leave it out'),
      });
    });
  });

  it('lets the doctor say reason, code and authority, and what the credential says apart', async () => {
    authority.refuse({ error: 'invalid_client', description: 'AADSTS7000215: words of the authority' });
    const doctor = spawnServer(['doctor', '--json', ...flags()], { env: environment() });
    expect(await doctor.exited()).toBe(1);
    const { findings } = JSON.parse(doctor.stdout());
    expect(findings).toContainEqual({
      verdict: 'fail',
      subject: 'credential',
      text: `no token for ${arm.url}/.default of ${authority.url}: secret_wrong (AADSTS7000215)`,
      advice: expect.stringContaining('AZURE_CLIENT_SECRET'),
      untrusted: {
        attempts: [
          { credential: 'EnvironmentCredential', quoted: expect.stringContaining('words of the authority') },
        ],
      },
    });
  });
});
