import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Clock,
  type ComputeClient,
  ComputeTargetError,
  createClient,
  createTransport,
  fetchTransport,
  KubernetesCompute,
  Workspace,
} from '../src/index.js';

const reference = {
  subscriptionId: '11111111-2222-3333-4444-555555555555',
  resourceGroup: 'rg',
  name: 'ws1',
};
const SCOPE = `/subscriptions/${reference.subscriptionId}/resourceGroups/rg/providers`;
const id = `${SCOPE}/Microsoft.MachineLearningServices/workspaces/ws1/computes/gpu`;
const configuration = KubernetesCompute.attachConfiguration({
  resourceId: `${SCOPE}/Microsoft.ContainerService/managedClusters/my-aks`,
  tags: { team: 'ml' },
});

/** Time that passes at once, but lets everything else run first. */
function createQuickClock(): Clock {
  let now = 0;
  return {
    now: () => now,
    monotonic: () => now,
    sleep: async (delayMs, signal) => {
      await new Promise<void>((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        setImmediate(() => setImmediate(resolve));
      });
      now += delayMs;
    },
  };
}

/** A workspace whose service answers everything with what is given. */
function workspaceAnswering(answer: (request: Request) => Response): Workspace {
  return new Workspace(reference, {
    transport: fetchTransport(async (request) => answer(request)),
    clock: createQuickClock(),
  });
}

const CALLS: Readonly<Record<string, (client: ComputeClient) => Promise<unknown>>> = {
  get: (client) => client.get('gpu'),
  getJson: (client) => client.getJson('gpu'),
  list: async (client) => {
    for await (const _entry of client.list());
  },
  plan: (client) => client.plan('gpu', configuration),
  attach: (client) => client.attach('gpu', configuration, { replace: true }),
  detach: (client) => client.detach('gpu'),
  wait: (client) => client.wait('gpu', { timeoutMs: 10_000 }),
  checkAttach: (client) => client.checkAttach('gpu', configuration),
  diagnose: (client) => client.diagnose('gpu'),
  findClusters: (client) => client.findClusters(),
};

/** How a call ended: with a value, or with the code of a typed error; anything else is a defect. */
async function endOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'value';
  } catch (error) {
    if (!ComputeTargetError.isInstance(error)) throw error;
    expect(JSON.stringify(error).length, 'an error stays short').toBeLessThan(60_000);
    return error.code;
  }
}

/** JSON that begins like what is asked for, with anything in its members. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.record({
    id: fc.oneof(fc.constant(id), fc.jsonValue({ maxDepth: 1 })),
    name: fc.oneof(fc.constant('gpu'), fc.jsonValue({ maxDepth: 1 })),
    location: fc.oneof(fc.constant('eastus'), fc.jsonValue({ maxDepth: 1 })),
    tags: fc.jsonValue({ maxDepth: 2 }),
    identity: fc.jsonValue({ maxDepth: 3 }),
    status: fc.jsonValue({ maxDepth: 1 }),
    error: fc.jsonValue({ maxDepth: 4 }),
    value: fc.oneof(fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 3 }), fc.jsonValue()),
    nextLink: fc.oneof(fc.constant(null), fc.webUrl(), fc.string()),
    properties: fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.record({
        computeType: fc.constantFrom('Kubernetes', 'AKS'),
        provisioningState: fc.oneof(fc.constantFrom('Succeeded', 'Failed', 'Creating'), fc.jsonValue()),
        provisioningErrors: fc.jsonValue({ maxDepth: 4 }),
        properties: fc.jsonValue({ maxDepth: 3 }),
        resourceId: fc.jsonValue({ maxDepth: 1 }),
      }),
    ),
  }),
);

describe.each(Object.entries(CALLS))('%s', (_name, call) => {
  it('ends with a value or a typed error, whatever JSON every answer is', async () => {
    await fc.assert(
      fc.asyncProperty(
        anything,
        fc.constantFrom(200, 200, 200, 201, 202, 400, 404, 409, 500),
        async (body, status) => {
          const client = createClient(workspaceAnswering(() => Response.json(body, { status })));
          expect(await endOf(call(client))).toBeTypeOf('string');
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([
    ['deep beyond any stack', `{"properties":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['deep in objects', `${'{"error":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['deep where JSON is kept', compute(`"provisioningErrors":${'['.repeat(50_000)}${']'.repeat(50_000)}`)],
    ['of many entries', `{"value":[${'{},'.repeat(20_000)}{}]}`],
    ['many causes', `{"error":{"details":[${'{"message":"x"},'.repeat(20_000)}{}]}}`],
    ['one long word', `{"error":{"code":"${'x'.repeat(500_000)}","message":"${'-eyJ'.repeat(100_000)}"}}`],
    ['a long key', `{"${'k'.repeat(500_000)}":1}`],
    ['not JSON', '<html>'],
    ['nothing', ''],
  ])('bears a body that is %s', async (_title, body) => {
    for (const status of [200, 500]) {
      const client = createClient(workspaceAnswering(() => new Response(body, { status })));
      expect(await endOf(call(client))).toBeTypeOf('string');
    }
  });
});

function compute(member: string): string {
  return `{"id":"${id}","location":"eastus","properties":{"computeType":"Kubernetes",${member}}}`;
}

describe('a workspace that does not tell its region', () => {
  it.each([
    ['{}', 200, 'unexpected-response'],
    ['', 200, 'unexpected-response'],
    ['{"error":{"code":"AuthorizationFailed"}}', 403, 'forbidden'],
  ])('%j with HTTP %i stops an attach before anything is sent', async (body, status, code) => {
    const methods: string[] = [];
    const workspace = workspaceAnswering(({ method, url }) => {
      methods.push(method);
      return url.includes('/computes/') ? Response.json({}, { status: 404 }) : new Response(body, { status });
    });
    expect(await endOf(createClient(workspace).attach('gpu', configuration))).toBe(code);
    expect(methods).toEqual(['GET', 'GET']);
  });
});

describe('the raw JSON of a compute', () => {
  const read = (body: string, status = 200): Promise<string> =>
    endOf(createClient(workspaceAnswering(() => new Response(body, { status }))).getJson('gpu'));

  it.each([
    ['[]', 200, 'unexpected-response'],
    ['<html>', 200, 'unexpected-response'],
    ['', 200, 'unexpected-response'],
    ['{}', 404, 'not-found'],
    ['{"error":{"code":"ParentResourceNotFound"}}', 404, 'not-found'],
    ['{}', 403, 'forbidden'],
    ['{"anything":1}', 200, 'value'],
  ])('%s with HTTP %i is %s', async (body, status, end) => {
    expect(await read(body, status)).toBe(end);
  });
});

describe('the answer to a detach', () => {
  const present = compute('"provisioningState":"Succeeded"');
  const detach = (answer: () => Response): Promise<string> => {
    const workspace = workspaceAnswering(({ method }) =>
      method === 'DELETE' ? answer() : new Response(present),
    );
    return endOf(createClient(workspace).detach('gpu'));
  };

  it.each([
    [200, '', 'value'],
    [202, '', 'value'],
    [204, null, 'value'],
    [404, '{}', 'value'],
    [404, '{"error":{"code":"ResourceGroupNotFound"}}', 'not-found'],
    [206, '', 'unexpected-response'],
    [301, '', 'unexpected-response'],
    [403, '', 'forbidden'],
    [409, '', 'conflict'],
  ])('HTTP %i with %j is %s', async (status, body, end) => {
    expect(await detach(() => new Response(body, { status }))).toBe(end);
  });
});

it('sends nothing but its own headers, and the token only to its own origin, whatever URLs it is given', async () => {
  const sent: string[] = [];
  const transport = createTransport({
    credential: { getToken: async () => ({ token: 'hunter2', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) },
    retry: { maxTries: 1 },
    fetch: async (request) => {
      sent.push(`${new URL(request.url).origin} ${[...request.headers.keys()].sort().join(' ')}`);
      return Response.json(
        { value: [], nextLink: 'https://evil.example/next' },
        {
          status: request.method === 'GET' ? 200 : 201,
          headers: {
            'azure-asyncoperation': 'https://management.azure.com.evil.example/op',
            location: 'https://evil.example/',
            'set-cookie': 'a=b',
          },
        },
      );
    },
  });
  const client = createClient(
    new Workspace({ ...reference, location: 'eastus' }, { transport, clock: createQuickClock() }),
  );
  for (const call of Object.values(CALLS)) await endOf(call(client));
  const origins = new Set(sent.map((line) => line.split(' ', 1)[0]));
  expect([...origins]).toEqual(['https://management.azure.com']);
  for (const line of sent)
    expect(line).toMatch(/ accept authorization (?:content-type )?user-agent x-ms-client-request-id$/);
});
