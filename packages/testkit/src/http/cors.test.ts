import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { kubernetesBody, openSession } from '../../test/session.js';
import { parseCorsOrigin } from './cors.js';
import { type FakeServer, startFakeServer } from './start-fake-server.js';

/** A request of a method that `fetch` does not take. */
function rawRequest(url: string, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, options, (message) => resolve(message.resume()))
      .on('error', reject)
      .end();
  });
}

const PAGE = 'http://localhost:5173';
const servers: FakeServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(cors?: string) {
  const session = openSession({ strict: true });
  const server = await startFakeServer(session.service, cors === undefined ? {} : { cors });
  servers.push(server);
  const url = `${server.url}${session.compute('gpu')}?api-version=2024-04-01`;
  const preflight = (origin: string) =>
    fetch(url, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'PUT',
        'Access-Control-Request-Headers': 'authorization,content-type,x-ms-client-request-id',
      },
    });
  const attach = (headers: Record<string, string>) =>
    fetch(url, { method: 'PUT', headers, body: JSON.stringify(kubernetesBody()) });
  return { ...session, url, preflight, attach };
}

function corsOf({ headers }: Response): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
}

describe('pages in a browser', () => {
  it('may not talk to the server unless it was told so', async () => {
    const { preflight, attach } = await serve();
    const refused = await preflight(PAGE);
    expect([refused.status, corsOf(refused)]).toEqual([401, {}]);
    expect(corsOf(await attach({ Origin: PAGE, Authorization: 'Bearer x' }))).toEqual({});
  });

  it.each([PAGE, '*'])('may ask before they send, with the headers they need (%s)', async (cors) => {
    const { preflight, service } = await serve(cors);
    const answer = await preflight(PAGE);
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    expect(corsOf(answer)).toEqual({
      'access-control-allow-origin': cors,
      'access-control-allow-methods': 'GET, PUT, PATCH, POST, DELETE',
      'access-control-allow-headers': 'authorization,content-type,x-ms-client-request-id',
      'access-control-max-age': '600',
    });
    expect(answer.headers.get('vary')).toBe(cors === '*' ? null : 'Origin');
    expect(service.control.requests.entries()).toEqual([]);
  });

  it('may read every header of an answer', async () => {
    const { attach, service } = await serve(PAGE);
    service.control.faults.plan({ effect: { kind: 'set-header', name: 'Retry-After', value: '5' } });
    const accepted = await attach({ Origin: PAGE, Authorization: 'Bearer x' });
    expect(accepted.status).toBe(201);
    expect(accepted.headers.get('access-control-allow-origin')).toBe(PAGE);
    const exposed = accepted.headers.get('access-control-expose-headers')?.split(', ') ?? [];
    expect(exposed).toEqual(
      expect.arrayContaining([
        'azure-asyncoperation',
        'retry-after',
        'x-ms-request-id',
        'x-ms-correlation-request-id',
        'x-ms-ratelimit-remaining-subscription-writes',
      ]),
    );
  });

  it('may read refusals too, those of the server itself among them', async () => {
    const { attach, url } = await serve(PAGE);
    const refused = await attach({ Origin: PAGE });
    expect([refused.status, corsOf(refused)['access-control-allow-origin']]).toEqual([401, PAGE]);
    expect(refused.headers.get('access-control-expose-headers')).toContain('www-authenticate');
    const unserved = await rawRequest(url, { method: 'TRACE', headers: { Origin: PAGE } });
    expect([unserved.statusCode, unserved.headers['access-control-allow-origin']]).toEqual([405, PAGE]);
  });

  it('of another origin get nothing', async () => {
    const { preflight, attach } = await serve(PAGE);
    expect(corsOf(await preflight('http://evil.example'))).toEqual({});
    expect(corsOf(await attach({ Origin: 'http://evil.example', Authorization: 'Bearer x' }))).toEqual({});
    expect(corsOf(await attach({ Authorization: 'Bearer x' }))).toEqual({});
  });

  it('is no preflight without the method that is asked for', async () => {
    const { url } = await serve('*');
    const answer = await fetch(url, { method: 'OPTIONS', headers: { Origin: PAGE } });
    expect([answer.status, corsOf(answer)['access-control-allow-origin']]).toEqual([401, '*']);
  });
});

describe('parseCorsOrigin', () => {
  it.each(['*', PAGE, 'https://app.example', 'http://[::1]:8080'])('accepts %s', (origin) => {
    expect(parseCorsOrigin(origin)).toBe(origin);
  });

  it.each(['', 'localhost:5173', `${PAGE}/`, `${PAGE}/app`, 'null', 'HTTP://A'])('refuses %j', (origin) => {
    expect(() => parseCorsOrigin(origin)).toThrow(RangeError);
    expect(() => parseCorsOrigin(origin)).toThrow(`got '${origin}'`);
  });
});
