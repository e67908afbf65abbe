import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { modernHeaders, modernRequest } from './modern.js';
import { startHttp } from './start-http.js';

const asking: object = { elicitation: { form: {} } };
const yes = { confirm: { action: 'accept', content: { confirm: true } } };
const no = { confirm: { action: 'decline' } };

/** A server with a compute, and one way to call `compute_detach` in the modern era. */
async function start() {
  const server = await startHttp();
  const { service, post } = server;
  service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
  const requests = (): readonly string[] => service.control.requests.entries().map(({ method }) => method);
  const detach = async (retry: object = {}, { capabilities = asking, args = { name: 'gpu' } } = {}) => {
    const params = { name: 'compute_detach', arguments: args, ...retry };
    const request = modernRequest('tools/call', { params, capabilities });
    return post(request, modernHeaders(request));
  };
  const begin = async (): Promise<string> => {
    const { json } = await detach();
    expect(json['result']).toMatchObject({ resultType: 'input_required' });
    return Reflect.get(Object(json['result']), 'requestState');
  };
  return { ...server, detach, begin, requests };
}

describe('a detach in the modern era', () => {
  it('asks first, and is done by the next try with a yes', async () => {
    const { detach, begin, requests, logged } = await start();
    const requestState = await begin();
    expect(requests()).not.toContain('DELETE');
    expect(logged.join('\n')).toContain('"outcome":"input-required"');
    const { json } = await detach({ requestState, inputResponses: yes });
    expect(json['result']).toMatchObject({
      structuredContent: { outcome: 'started' },
      resultType: 'complete',
    });
    expect(requests()).toContain('DELETE');
  });

  it('writes nothing before the question', async () => {
    const { begin, requests } = await start();
    await begin();
    expect(requests().length).toBeGreaterThan(0);
    expect(new Set(requests())).toEqual(new Set(['GET']));
  });

  it('is refused by a no, after which the state still holds', async () => {
    const { detach, begin, requests } = await start();
    const requestState = await begin();
    for (const inputResponses of [
      no,
      { confirm: { action: 'cancel' } },
      { confirm: { action: 'accept', content: {} } },
    ])
      expect((await detach({ requestState, inputResponses })).json['result']).toMatchObject({
        structuredContent: { outcome: 'refused' },
      });
    expect(requests()).not.toContain('DELETE');
    const { json } = await detach({ requestState, inputResponses: yes });
    expect(json['result']).toMatchObject({ structuredContent: { outcome: 'started' } });
  });

  it.each([
    ['an answer without the state', { inputResponses: yes }],
    ['an answer in a wrapper', 'wrapped' as const],
    ['a state without an answer', 'bare' as const],
  ])('asks again after %s', async (_what, retry) => {
    const { detach, begin, requests } = await start();
    const requestState = await begin();
    const wrapped = { confirm: { method: 'elicitation/create', result: yes.confirm } };
    const brought = { wrapped: { requestState, inputResponses: wrapped }, bare: { requestState } };
    const { json } = await detach(typeof retry === 'string' ? brought[retry] : retry);
    expect(json['result']).toMatchObject({ resultType: 'input_required' });
    expect(requests()).not.toContain('DELETE');
  });

  it('asks again about a compute that has changed since', async () => {
    const { detach, begin, requests, service } = await start();
    const requestState = await begin();
    service.control.computes.remove('gpu');
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.arcId });
    const { json } = await detach({ requestState, inputResponses: yes });
    expect(json['result']).toMatchObject({ resultType: 'input_required' });
    expect(requests()).not.toContain('DELETE');
  });

  it.each([
    ['tampered', (state: string) => `${state.slice(0, -2)}${state.endsWith('A') ? 'BB' : 'AA'}`],
    ['not made here', () => 'x'.repeat(108)],
    ['not a text', () => 7],
  ])('refuses a state that is %s, before it reads anything', async (_what, change) => {
    const { detach, begin, requests } = await start();
    const requestState = change(await begin());
    const read = requests().length;
    const { json } = await detach({ requestState, inputResponses: yes });
    expect(json['error']).toMatchObject({ code: -32_602, message: 'Invalid or expired requestState' });
    expect(requests()).toHaveLength(read);
  });

  it('refuses a state for other arguments, another tool or another method', async () => {
    const { detach, begin, requests, post } = await start();
    const requestState = await begin();
    const read = requests().length;
    const refused = { code: -32_602, message: 'Invalid or expired requestState' };
    const others = await detach({ requestState, inputResponses: yes }, { args: { name: 'other' } });
    expect(others.json['error']).toMatchObject(refused);
    for (const [method, params] of [
      ['tools/call', { name: 'compute_get_status', arguments: { name: 'gpu' } }],
      ['resources/read', { uri: 'azureml-kubernetes://computes/gpu' }],
      ['prompts/get', { name: 'safe_detach', arguments: { name: 'gpu' } }],
    ] as const) {
      const request = modernRequest(method, { params: { ...params, requestState } });
      expect((await post(request, modernHeaders(request))).json['error'], method).toMatchObject(refused);
    }
    expect(requests()).toHaveLength(read);
  });

  it('refuses a state after five minutes', async () => {
    const { detach, begin, requests, clock } = await start();
    const requestState = await begin();
    const read = requests().length;
    await clock.advance(5 * 60_000);
    const { json } = await detach({ requestState, inputResponses: yes });
    expect(json['error']).toMatchObject({ code: -32_602 });
    expect(requests()).toHaveLength(read);
  });

  it.each([
    ['no elicitation', {}],
    ['URLs only', { elicitation: { url: {} } }],
  ])('gives a plan and a token to a client with %s', async (_what, capabilities) => {
    const { detach } = await start();
    const { json } = await detach({}, { capabilities });
    expect(json['result']).toMatchObject({
      structuredContent: { outcome: 'confirmation_required', confirm_token: expect.any(String) },
    });
  });

  it('asks a client whose elicitation says nothing more', async () => {
    const { detach } = await start();
    const { json } = await detach({}, { capabilities: { elicitation: {} } });
    expect(json['result']).toMatchObject({ resultType: 'input_required' });
  });

  it('is safe to repeat after it was done', async () => {
    const { detach, begin, requests } = await start();
    const requestState = await begin();
    const retry = { requestState, inputResponses: yes };
    await detach(retry);
    const { json } = await detach(retry);
    expect(json['result']).toMatchObject({
      structuredContent: { outcome: expect.stringMatching(/^(?:started|already_detached)$/) },
    });
    expect(requests().filter((method) => method === 'DELETE')).toHaveLength(1);
  });
});
