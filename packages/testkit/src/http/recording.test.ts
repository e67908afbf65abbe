import { describe, expect, it } from 'vitest';
import { kubernetesBody, openSession } from '../../test/session.js';
import type { JsonObject } from '../json.js';
import { demoIds } from '../seed/demo-seed.js';
import { type FetchLike, ReplayMismatchError, recordExchanges, replayExchanges } from './recording.js';

const PUT = `https://management.azure.com${demoIds.workspaceId}/computes/gpu?api-version=2024-04-01`;

/** A small client: attaches and follows. */
async function attach(fetch: FetchLike): Promise<string[]> {
  const headers = { Authorization: 'Bearer top-secret' };
  const properties = { properties: { relayConnectionString: 'top-secret' } };
  const put = await fetch(
    new Request(PUT, { method: 'PUT', headers, body: JSON.stringify(kubernetesBody(properties)) }),
  );
  const poll = await fetch(new Request(put.headers.get('azure-asyncoperation') ?? '', { headers }));
  return [String(put.status), JSON.stringify(await put.json()), await poll.text()];
}

async function record() {
  const { service } = openSession({ modes: { signedOperationUrl: true } });
  const recording = recordExchanges(service.fetch);
  const seen = await attach(recording.fetch);
  return { seen, exchanges: recording.exchanges };
}

describe('a recording', () => {
  it('plays back what it recorded, also after a trip through a file', async () => {
    const { seen, exchanges } = await record();
    const replay = replayExchanges(JSON.parse(JSON.stringify(exchanges)));
    expect(await attach(replay)).toEqual(seen);
    await expect(replay(new Request(PUT))).rejects.toThrow(/the recording is over/);
  });

  it('holds no secret and no signature', async () => {
    const { exchanges } = await record();
    const text = JSON.stringify(exchanges);
    expect(text).not.toContain('top-secret');
    expect(text).toContain('&s=[redacted]&h=[redacted]');
    expect(text.length).toBeLessThan(6000);
  });

  it('holds no secret of a form and of the headers of an answer', async () => {
    const headers = { 'x-auth-token': 'top-secret', location: 'https://login.example/?code=top-secret' };
    const recording = recordExchanges(async () => new Response('access_token=top-secret', { headers }));
    await recording.fetch(new Request(PUT, { method: 'POST', body: 'client_secret=top-secret&scope=x' }));
    expect(recording.exchanges).toEqual([
      {
        request: expect.objectContaining({ body: 'client_secret=[redacted]&scope=x' }),
        response: {
          status: 200,
          headers: {
            'content-type': 'text/plain;charset=UTF-8',
            location: 'https://login.example/?code=[redacted]',
            'x-auth-token': '[redacted]',
          },
          body: 'access_token=[redacted]',
        },
      },
    ]);
  });

  it('refuses another request than the one that was recorded', async () => {
    const { exchanges } = await record();
    const replay = replayExchanges(exchanges);
    await expect(replay(new Request(PUT))).rejects.toThrow(ReplayMismatchError);
    await expect(replay(new Request(PUT))).rejects.toThrow(/expected PUT .*got GET/);
  });

  it('refuses another body than the one that was recorded, and goes on with the right one', async () => {
    const { exchanges } = await record();
    const replay = replayExchanges(exchanges);
    const put = (properties: JsonObject) =>
      replay(new Request(PUT, { method: 'PUT', body: JSON.stringify(kubernetesBody({ properties })) }));
    await expect(put({ namespace: 'other' })).rejects.toThrow(ReplayMismatchError);
    await expect(put({ namespace: 'other' })).rejects.toThrow(
      /computes\/gpu.*: expected the body .*got .*"other"/,
    );
    expect((await put({ relayConnectionString: 'another secret' })).status).toBe(201);
  });

  it('keeps bodies that are no JSON, and none', async () => {
    const answers = [new Response('<html>', { status: 502 }), new Response(null, { status: 204 })];
    const recording = recordExchanges(async () => answers.shift() ?? Response.error());
    for (const _ of [1, 2]) await recording.fetch(new Request(PUT));
    const replay = replayExchanges(recording.exchanges);
    const [first, second] = [await replay(new Request(PUT)), await replay(new Request(PUT))];
    expect([first.status, await first.text(), second.status, await second.text()]).toEqual([
      502,
      '<html>',
      204,
      '',
    ]);
  });
});
