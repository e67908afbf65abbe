import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeComputeService } from '../src/fake-compute-service.js';
import { type FakeServer, startFakeServer } from '../src/http/start-fake-server.js';
import { demoIds } from '../src/seed/demo-seed.js';

// What no client of Azure sends, and what others may: byte for byte, past every HTTP library. Whatever comes in, the
// answer is one of ARM's envelopes and the server goes on.

const VERSION = '?api-version=2024-04-01';
const LIST = `${demoIds.workspaceId}/computes${VERSION}`;
const HEAD = 'Host: x\r\nAuthorization: Bearer t\r\n';

let server: FakeServer;
beforeAll(async () => {
  server = await startFakeServer(new FakeComputeService());
});
afterAll(() => server.close());

/** Sends bytes and reads until the server hangs up. */
function exchange(bytes: string | Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.end(bytes));
    socket.setEncoding('utf8').on('data', (text) => {
      received += text;
    });
    socket.on('end', () => resolve(received)).on('error', reject);
  });
}

function statuses(received: string): readonly number[] {
  return [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}

function envelope(received: string): unknown {
  return JSON.parse(received.slice(received.indexOf('\r\n\r\n') + 4));
}

const close = 'Connection: close\r\n\r\n';

describe('odd requests', () => {
  it.each([
    ['what is no HTTP', 'GARBAGE\r\n\r\n', 400, 'BadRequest'],
    ['an unknown method', `FOO / HTTP/1.1\r\n${HEAD}${close}`, 400, 'BadRequest'],
    [
      'both ways of telling a length',
      `PUT / HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc`,
      400,
      'BadRequest',
    ],
    [
      'a broken chunk',
      `PUT / HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
      400,
      'BadRequest',
    ],
    [
      'endless headers',
      `GET / HTTP/1.1\r\n${HEAD}X-Big: ${'a'.repeat(20_000)}\r\n${close}`,
      431,
      'RequestHeadersTooLarge',
    ],
    ['TRACE', `TRACE ${LIST} HTTP/1.1\r\n${HEAD}${close}`, 405, 'MethodNotAllowed'],
    ['CONNECT', `CONNECT x:1 HTTP/1.1\r\n${HEAD}${close}`, 405, 'MethodNotAllowed'],
    ['OPTIONS', `OPTIONS ${LIST} HTTP/1.1\r\n${HEAD}${close}`, 405, 'MethodNotAllowed'],
    ['OPTIONS of everything', `OPTIONS * HTTP/1.1\r\n${HEAD}${close}`, 404, 'InvalidResourceType'],
    ['an invalid Host', `GET ${LIST} HTTP/1.1\r\nHost: a b\r\n${close}`, 400, 'BadRequest'],
    ['a Host with a password', `GET ${LIST} HTTP/1.1\r\nHost: user:pw@evil\r\n${close}`, 400, 'BadRequest'],
    ['a Host with a path', `GET ${LIST} HTTP/1.1\r\nHost: evil/x\r\n${close}`, 400, 'BadRequest'],
    [
      'a slash in a name',
      `GET ${demoIds.workspaceId}/computes/a%2Fb${VERSION} HTTP/1.1\r\n${HEAD}${close}`,
      400,
      'BadRequest',
    ],
    [
      'a null character in a name',
      `GET ${demoIds.workspaceId}/computes/a%00${VERSION} HTTP/1.1\r\n${HEAD}${close}`,
      400,
      'BadRequest',
    ],
    [
      'a broken escape',
      `GET ${demoIds.workspaceId}/computes/%zz${VERSION} HTTP/1.1\r\n${HEAD}${close}`,
      400,
      'BadRequest',
    ],
    [
      'a way out of the path',
      `GET ${demoIds.workspaceId}/../../../../../../../../etc/passwd HTTP/1.1\r\n${HEAD}${close}`,
      404,
      'InvalidResourceType',
    ],
    [
      'a second api-version',
      `GET ${LIST.replace('2024-04-01', '1999-01-01')}&api-version=2024-04-01 HTTP/1.1\r\n${HEAD}${close}`,
      400,
      'NoRegisteredProviderFound',
    ],
    [
      'bytes that are no UTF-8',
      Buffer.concat([
        Buffer.from(
          `PUT ${demoIds.workspaceId}/computes/gpu${VERSION} HTTP/1.1\r\n${HEAD}Content-Length: 2\r\n${close}`,
        ),
        Buffer.from([0xff, 0xfe]),
      ]),
      400,
      'InvalidRequestContent',
    ],
  ])('%s', async (_, bytes, status, code) => {
    const received = await exchange(bytes);
    expect(statuses(received)).toEqual([status]);
    expect(received.toLowerCase()).toContain('content-type: application/json; charset=utf-8');
    expect(envelope(received)).toEqual({
      error: expect.objectContaining({ code, message: expect.any(String) }),
    });
  });

  it.each([
    ['without Host', `GET ${LIST} HTTP/1.1\r\nAuthorization: Bearer t\r\n${close}`],
    ['with a whole URL as target', `GET http://management.azure.com${LIST} HTTP/1.1\r\n${HEAD}${close}`],
    ['with an expectation that is unknown', `GET ${LIST} HTTP/1.1\r\n${HEAD}Expect: a-miracle\r\n${close}`],
    ['with a wish to speak something else', `GET ${LIST} HTTP/1.1\r\n${HEAD}Upgrade: h2c\r\n${close}`],
    ['with a body that GET has no use for', `GET ${LIST} HTTP/1.1\r\n${HEAD}Content-Length: 2\r\n${close}{}`],
    ['with a trailing slash', `GET ${LIST.replace('?', '/?')} HTTP/1.1\r\n${HEAD}${close}`],
  ])('serves a request %s', async (_, bytes) => {
    const received = await exchange(bytes);
    expect(statuses(received)).toEqual([200]);
    expect(received).toContain('"name": "cpu-cluster"');
  });

  it('answers HEAD with headers alone', async () => {
    const received = await exchange(`HEAD ${LIST} HTTP/1.1\r\n${HEAD}${close}`);
    expect(statuses(received)).toEqual([501]);
    expect(received).toMatch(/\r\n\r\n$/);
  });

  it('puts its own address into URLs when there is no Host', async () => {
    const body = JSON.stringify({ properties: { computeType: 'Kubernetes', resourceId: demoIds.aksId } });
    const received = await exchange(
      `PUT ${demoIds.workspaceId}/computes/hostless${VERSION} HTTP/1.1\r\nAuthorization: Bearer t\r\nContent-Length: ${body.length}\r\n${close}${body}`,
    );
    expect(received).toContain(`azure-asyncoperation: ${server.url}/subscriptions/`);
  });

  it('answers pipelined requests one after the other', async () => {
    const one = `GET ${LIST} HTTP/1.1\r\n${HEAD}\r\n`;
    const two = `GET ${LIST.replace('computes', 'computes/nothing')} HTTP/1.1\r\n${HEAD}\r\n`;
    expect(statuses(await exchange(`${one}${two}${one.replace(/\r\n$/, close)}`))).toEqual([200, 404, 200]);
  });

  it('refuses a body above 8 MiB, and one that nests without end', async () => {
    const put = (body: string, headers: Record<string, string> = { Authorization: 'Bearer t' }) =>
      fetch(`${server.url}${demoIds.workspaceId}/computes/gpu${VERSION}`, { method: 'PUT', headers, body });
    const large = await put(`"${'a'.repeat(8 * 1024 * 1024)}"`);
    expect([large.status, await large.json()]).toMatchObject([
      413,
      { error: { code: 'RequestContentTooLarge' } },
    ]);
    expect(large.headers.get('x-ms-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await put('a'.repeat(9 * 1024 * 1024), {})).status).toBe(401);
    const deep = await put('['.repeat(100_000) + ']'.repeat(100_000));
    expect([deep.status, await deep.json()]).toMatchObject([
      400,
      { error: { code: 'InvalidRequestContent' } },
    ]);
  });

  it('answers 500 when the service itself fails, and goes on', async () => {
    let calls = 0;
    const broken = await startFakeServer({
      fetch: async () => {
        calls += 1;
        if (calls === 1) throw new Error('a bug');
        return new Response('{}');
      },
    });
    const failed = await fetch(broken.url);
    expect([failed.status, await failed.json()]).toEqual([
      500,
      { error: { code: 'InternalServerError', message: 'The fake could not answer: a bug' } },
    ]);
    expect((await fetch(broken.url)).status).toBe(200);
    await broken.close();
  });
});
