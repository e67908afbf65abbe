import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type EvalRequest, loadRequests } from '../src/eval-request.ts';
import { readSurfaces, type Surfaces } from '../src/live-surface.ts';
import { play } from '../src/play.ts';
import { modelFrom, VARIABLES } from '../src/settings.ts';

const KEY = 'sk-very-secret';
const requests = loadRequests();
const listing = pick('list-more');
let surfaces: Surfaces;

beforeAll(async () => {
  surfaces = await readSurfaces();
});

function pick(id: string): EvalRequest {
  const found = requests.find((request) => request.id === id);
  if (found === undefined) throw new Error(`there is no request ${id}`);
  return found;
}

interface Asked {
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** An endpoint in the place of a model: keeps what it was asked, and answers what it was given. */
function createEndpoint(answer: unknown, status = 200): { asked: Asked[]; fetch: typeof fetch } {
  const asked: Asked[] = [];
  const answering: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    asked.push({ url: request.url, headers: request.headers, body: await request.json() });
    return Response.json(answer, { status });
  };
  return { asked, fetch: answering };
}

const environment = (api: string) => ({
  [VARIABLES.api]: api,
  [VARIABLES.key]: KEY,
  [VARIABLES.model]: 'some-model',
});
const playOne = async (api: string, endpoint: typeof fetch, settings = {}) => {
  const model = modelFrom({ ...environment(api), ...settings }, endpoint);
  for await (const played of play(model, surfaces, [listing])) return played;
  return undefined;
};

const nextPage = { cursor: listing.before[0]?.result['next_cursor'] };
const said = {
  anthropic: (tool: string, input: unknown) => ({
    content: [
      { type: 'text', text: 'Here they are.' },
      { type: 'tool_use', id: 'x', name: tool, input },
    ],
  }),
  openai: (tool: string, input: unknown) => ({
    choices: [
      {
        message: {
          content: null,
          tool_calls: [{ function: { name: tool, arguments: JSON.stringify(input) } }],
        },
      },
    ],
  }),
};

describe.each(['anthropic', 'openai'] as const)('a model behind the API of %s', (api) => {
  it('is right with the right call', async () => {
    const { fetch } = createEndpoint(said[api]('compute_list', nextPage));
    expect(await playOne(api, fetch)).toEqual({
      id: 'list-more',
      about: 'list',
      grade: 'right',
      did: `compute_list ${JSON.stringify(nextPage)}`,
    });
  });

  it('is wrong with another one', async () => {
    const { fetch } = createEndpoint(said[api]('compute_detach', { name: 'gpu' }));
    expect((await playOne(api, fetch))?.grade).toBe('wrong');
  });

  it.each([
    ['an error', { error: { message: `bad key ${KEY}` } }, 401],
    ['no sense', { hello: 'world' }, 200],
  ])('is unanswered after %s, and the key is not told', async (_title, answer, status) => {
    const played = await playOne(api, createEndpoint(answer, status).fetch);
    expect(played?.grade).toBe('unanswered');
    expect(JSON.stringify(played)).not.toContain(KEY);
  });

  it('is shown the instructions, every tool and the conversation so far', async () => {
    const endpoint = createEndpoint(said[api]('compute_list', nextPage));
    await playOne(api, endpoint.fetch);
    const [asked] = endpoint.asked;
    const text = JSON.stringify(asked?.body);
    for (const { name } of surfaces.pinned.tools) expect(text).toContain(`"name":"${name}"`);
    expect(text).toContain(JSON.stringify(surfaces.pinned.instructions));
    expect(text).toContain('And the next ones?');
    expect(text).toContain('next_cursor');
    expect(z.looseObject({ model: z.string() }).parse(asked?.body).model).toBe('some-model');
    expect([...(asked?.headers ?? [])].map(([, value]) => value).join()).toContain(KEY);
  });
});

it('asks each API where it is', async () => {
  const [one, other] = [createEndpoint({}), createEndpoint({})];
  await playOne('anthropic', one.fetch);
  await playOne('openai', other.fetch);
  expect(one.asked[0]?.url).toBe('https://api.anthropic.com/v1/messages');
  expect(other.asked[0]?.url).toBe('https://api.openai.com/v1/chat/completions');
});

it('takes arguments that are no JSON for wrong, not for a failure', async () => {
  const { fetch } = createEndpoint({
    choices: [{ message: { tool_calls: [{ function: { name: 'compute_list', arguments: '{"cursor":' } }] } }],
  });
  expect((await playOne('openai', fetch))?.grade).toBe('wrong');
});

describe('the settings', () => {
  it.each([
    ['an unknown API', { ...environment('smoke-signals') }, VARIABLES.api],
    ['no key', { ...environment('openai'), [VARIABLES.key]: '' }, VARIABLES.key],
    ['no model', { ...environment('openai'), [VARIABLES.model]: undefined }, VARIABLES.model],
    [
      'an endpoint in clear text',
      { ...environment('openai'), [VARIABLES.endpoint]: 'http://models.example' },
      VARIABLES.endpoint,
    ],
  ])('with %s are refused by name', (_title, given, variable) => {
    expect(() => modelFrom(given, fetch)).toThrow(new RegExp(`^${variable} `));
  });

  it('may name an endpoint on this machine', async () => {
    const endpoint = createEndpoint({});
    await playOne('openai', endpoint.fetch, { [VARIABLES.endpoint]: 'http://127.0.0.1:11434/v1/' });
    expect(endpoint.asked[0]?.url).toBe('http://127.0.0.1:11434/v1/chat/completions');
  });
});
