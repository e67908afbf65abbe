import { getEventListeners, once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { demoIds, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { requestTo } from '../test/plain-messages.js';
import { createClient } from './create-client.js';
import { createTransport } from './create-transport.js';
import { parseAttachConfiguration } from './domain/attach-configuration.js';
import { NotFoundError } from './errors/not-found-error.js';
import { undiciTransport } from './undici.js';
import { Workspace } from './workspace.js';

const MAX = 8 * 1024 * 1024;
let server: Server;

/** A service that answers as the test wants. */
async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

describe('the request', () => {
  it('is sent as it is given, and asks for nothing compressed', async () => {
    const seen: unknown[] = [];
    const url = await serve(async (request, response) => {
      const parts = await request.toArray();
      seen.push([request.method, request.url, request.rawHeaders, Buffer.concat(parts).toString()]);
      response.end();
    });
    const send = undiciTransport();
    await send(requestTo(`${url}/a%2Fb?c=%41&d=1`, { headers: { accept: 'application/json' } }));
    await send(requestTo(`${url}/`, { method: 'PUT', headers: { a: 'b' }, body: '{"ä":1}' }));
    await send(requestTo(`${url}/`, { method: 'DELETE' }));
    const host = url.replace('http://', '');
    const common = ['host', host, 'connection', 'keep-alive'];
    expect(seen).toEqual([
      ['GET', '/a%2Fb?c=%41&d=1', [...common, 'accept', 'application/json'], ''],
      ['PUT', '/', [...common, 'a', 'b', 'content-length', '8'], '{"ä":1}'],
      ['DELETE', '/', common, ''],
    ]);
  });

  it('follows no redirect', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(302, { location: 'https://evil.example/' }).end('elsewhere');
    });
    expect(await undiciTransport()(requestTo(url))).toMatchObject({
      status: 302,
      headers: { location: 'https://evil.example/' },
      body: 'elsewhere',
    });
  });
});

describe('the answer', () => {
  it('is plain, with the names of headers in lower case', async () => {
    const url = await serve((_request, response) => {
      response.sendDate = false;
      response.writeHead(201, { 'X-A': 'b', 'X-Many': ['1', '2'], 'Content-Length': 3 }).end('all');
    });
    expect(await undiciTransport()(requestTo(url))).toEqual({
      status: 201,
      headers: {
        'x-a': 'b',
        'x-many': '1, 2',
        'content-length': '3',
        connection: 'keep-alive',
        'keep-alive': 'timeout=5',
      },
      body: 'all',
    });
  });

  it('is that of the end, not an interim one', async () => {
    const url = await serve((_request, response) => {
      response.writeEarlyHints({ link: '</x>; rel=preload' });
      response.writeHead(204).end();
    });
    expect(await undiciTransport()(requestTo(url))).toMatchObject({ status: 204, body: '' });
  });

  it.each([
    ['a byte order mark', '\uFEFF{"a":1}', '{"a":1}'],
    ['exactly 8 MiB', 'x'.repeat(MAX), 'x'.repeat(MAX)],
    ['one byte more', 'x'.repeat(MAX + 1), null],
  ])('is read with a body of %s', async (_title, text, body) => {
    const url = await serve((_request, response) => response.end(text));
    expect((await undiciTransport()(requestTo(url))).body).toBe(body);
  });

  it('is without a body that does not end, whose connection is closed', async () => {
    const closed = Promise.withResolvers<void>();
    const url = await serve((_request, response) => {
      const write = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', write).on('close', closed.resolve);
      write();
    });
    expect((await undiciTransport()(requestTo(url))).body).toBeNull();
    await closed.promise;
  });

  it('is not unpacked where it is compressed although nothing asked for that', async () => {
    const url = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{}')),
    );
    expect((await undiciTransport()(requestTo(url))).body).not.toBe('{}');
  });
});

describe('a failure', () => {
  it('is a network error with the reason, without the path', async () => {
    const url = await serve(() => {});
    server.close();
    const failure = undiciTransport()(requestTo(`${url}/secret`));
    await expect(failure).rejects.toMatchObject({ code: 'network', retryable: true });
    await expect(failure).rejects.toThrow(
      `no answer to GET from ${url.replace('http://', '')}: ECONNREFUSED`,
    );
  });

  it('is a body that breaks off', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('half', () => response.destroy());
    });
    await expect(undiciTransport()(requestTo(url))).rejects.toMatchObject({ code: 'network' });
  });

  it('is a service that stays silent', async () => {
    const url = await serve(() => {});
    await expect(undiciTransport()(requestTo(url, { timeoutMs: 1 }))).rejects.toThrow(
      'UND_ERR_HEADERS_TIMEOUT',
    );
  });

  it('passes an error of this library on', async () => {
    const own = new NotFoundError('x', { hint: 'y' });
    const broken = {
      dispatch: () => {
        throw own;
      },
    };
    const failure = undiciTransport(Object.assign(Object.create(null), broken));
    await expect(failure(requestTo('http://127.0.0.1:1'))).rejects.toBe(own);
  });
});

describe('an abort', () => {
  it.each([
    ['before the answer', () => {}],
    [
      'within the body',
      (response: Parameters<RequestListener>[1]) => {
        response.writeHead(200, { 'content-length': 10 });
        response.write('half');
      },
    ],
  ])('%s ends with its reason, closes the connection and leaves no listener', async (_title, answer) => {
    const closed = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const url = await serve((_request, response) => {
      response.on('close', closed.resolve);
      answer(response);
      arrived.resolve();
    });
    const controller = new AbortController();
    const waiting = undiciTransport()(requestTo(url, { signal: controller.signal }));
    await arrived.promise;
    controller.abort('enough');
    await expect(waiting).rejects.toBe('enough');
    await closed.promise;
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  it('before the connection is there ends at once, and sends nothing', async () => {
    let requests = 0;
    const url = await serve((_request, response) => {
      requests += 1;
      response.end();
    });
    const send = undiciTransport();
    const controller = new AbortController();
    const waiting = send(requestTo(url, { signal: controller.signal }));
    controller.abort('enough');
    await expect(waiting).rejects.toBe('enough');
    await expect(send(requestTo(url, { signal: controller.signal }))).rejects.toBe('enough');
    await send(requestTo(url));
    expect(requests).toBe(1);
  });

  it('is not there after an answer: the signal keeps no listener', async () => {
    const url = await serve((_request, response) => response.end());
    const { signal } = new AbortController();
    const send = undiciTransport();
    await Promise.all(Array.from({ length: 20 }, () => send(requestTo(url, { signal }))));
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});

it('carries the life of a compute', async () => {
  const service = new FakeComputeService({ strict: true, provisioning: { attachMs: 1, detachMs: 1 } });
  const fake = await startFakeServer(service);
  const cloud = { resourceManager: fake.url, scope: `${fake.url}/.default`, authority: fake.url };
  const { subscriptionId, resourceGroup, workspace: name } = demoIds;
  const credential = { getToken: async () => ({ token: 't', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };
  const transport = createTransport({ credential, cloud, http: undiciTransport() });
  const workspace = new Workspace({ subscriptionId, resourceGroup, name }, { transport, cloud });
  const client = createClient(workspace, { pace: { minDelayMs: 1, maxDelayMs: 10, growth: 1 } });
  const configuration = parseAttachConfiguration({ resourceId: demoIds.aksId, namespace: 'ml' });
  const { operation } = await client.attach('gpu', configuration);
  expect(await client.wait('gpu', { operation })).toMatchObject({ kind: 'reached' });
  const { operation: detaching } = await client.detach('gpu');
  expect(await client.wait('gpu', { operation: detaching })).toMatchObject({ kind: 'reached' });
  await expect(client.get('gpu')).rejects.toMatchObject({ code: 'not-found' });
  await fake.close();
});
