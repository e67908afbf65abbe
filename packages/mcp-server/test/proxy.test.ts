import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as http from 'node:http';
import * as net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoIds, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callLine, INITIALIZE, INITIALIZED, spawnServer } from './spawn-server.js';

/** A name that only the proxy can reach. */
const HOST = 'management.example.test';
const workspace = `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`;
const supported = Reflect.has(http, 'setGlobalProxyFromEnv');

async function listen(server: http.Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The way to Azure in a locked-up network: a proxy, a certificate authority of its own, a managed identity. */
async function startNetwork(service: FakeComputeService) {
  const names = { name: 'subjectAltName' as const, altNames: [{ type: 2 as const, value: HOST }] };
  const { cert, private: key } = await generate([{ name: 'commonName', value: HOST }], {
    extensions: [names],
  });
  const arm = await startFakeServer(service, { tls: { cert, key } });
  const tunnels: string[] = [];
  const proxy = http.createServer();
  proxy.on('connect', (request, socket: net.Socket) => {
    tunnels.push(request.url ?? '');
    const upstream = net.connect(Number(new URL(arm.url).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    for (const side of [socket, upstream]) side.on('error', () => side.destroy());
  });
  const identity = http.createServer((_request, response) => {
    const expires_on = Math.floor(Date.now() / 1_000) + 3_600;
    const token = { access_token: 'token-of-the-identity', expires_on, token_type: 'Bearer' };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(token));
  });
  const folder = mkdtempSync(join(tmpdir(), 'ca-'));
  const ca = join(folder, 'ca.pem');
  writeFileSync(ca, cert);
  const env = {
    HTTPS_PROXY: `http://127.0.0.1:${await listen(proxy)}`,
    // Azure's identity library sends even plain requests to the proxy of HTTPS_PROXY.
    NO_PROXY: '127.0.0.1',
    NODE_EXTRA_CA_CERTS: ca,
    IDENTITY_ENDPOINT: `http://127.0.0.1:${await listen(identity)}/token`,
    IDENTITY_HEADER: 'secret',
    AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential',
  };
  const close = async (): Promise<void> => {
    for (const server of [proxy, identity]) {
      server.closeAllConnections();
      server.close();
    }
    await arm.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { env, tunnels, close };
}

describe.runIf(supported)('behind a proxy that opens TLS', () => {
  let service: FakeComputeService;
  let network: Awaited<ReturnType<typeof startNetwork>>;

  beforeEach(async () => {
    service = new FakeComputeService({ strict: true });
    network = await startNetwork(service);
  });

  afterEach(() => network.close());

  const flags = ['--arm-endpoint', `https://${HOST}`, '--workspace', workspace];

  it('reaches Azure through HTTPS_PROXY, and trusts the authority of NODE_EXTRA_CA_CERTS', async () => {
    const server = spawnServer(flags, { env: network.env });
    server.send(INITIALIZE, INITIALIZED, callLine(2, 'compute_list'));
    const [, answer = ''] = await server.lines(2);
    server.child.stdin?.end();
    await server.exited();
    expect(answer).toContain('"total":0');
    expect(network.tunnels).toEqual([`${HOST}:443`]);
    expect(server.stderr()).toContain('"proxy":"on"');
    expect(server.stderr()).not.toContain('token-of-the-identity');
  });

  it('lets the doctor say so, or what is missing', { timeout: 60_000 }, async () => {
    const well = spawnServer(['doctor', ...flags], { env: network.env });
    expect(await well.exited(), well.stdout()).toBe(0);
    expect(well.stdout()).toMatch(/^ok {4}proxy: requests go through HTTPS_PROXY$/m);
    const { NODE_EXTRA_CA_CERTS: _ca, ...withoutCa } = network.env;
    const ill = spawnServer(['doctor', ...flags], { env: withoutCa });
    expect(await ill.exited()).toBe(1);
    expect(ill.stdout()).toMatch(/^fail {2}workspace: .*CERT.*\n {6}→ /m);
  });
});

describe('a proxy', () => {
  it('that cannot be understood is reported, without its password', async () => {
    for (const command of [[], ['doctor']]) {
      const env = { HTTPS_PROXY: 'http://svc:hunter#2@proxy:8080' };
      const server = spawnServer([...command, '--workspace', workspace], { env });
      expect(await server.exited()).toBe(2);
      expect(server.stderr()).toMatch(/^azureml-kubernetes-mcp: HTTPS_PROXY must be an http URL/);
      expect(server.stderr() + server.stdout()).not.toContain('hunter');
    }
  });

  it('is not used by the doctor for a service on this machine', async () => {
    const doctor = spawnServer(['doctor', '--demo'], { env: { HTTPS_PROXY: 'http://127.0.0.1:1' } });
    await doctor.exited();
    expect(doctor.stdout()).toMatch(/^ok {4}proxy: none is configured, or none is needed$/m);
  });
});
