import { describe, expect, it } from 'vitest';
import { createClient, type DecodedCompute, fetchTransport, Workspace } from '../src/index.js';

const ENDPOINT = 'https://management.azure.com';
const reference = {
  subscriptionId: '11111111-2222-3333-4444-555555555555',
  resourceGroup: 'rg',
  name: 'ws1',
  location: 'eastus',
};

interface Listing {
  readonly names: string[];
  readonly requests: string[];
  /** How it ended: `done`, or the code of the error. */
  readonly end: string;
}

/** Lists from a service that answers the n-th request with the n-th page (the last one for all later ones). */
async function listFrom(...pages: readonly ((index: number) => unknown)[]): Promise<Listing> {
  const requests: string[] = [];
  const names: string[] = [];
  const client = createClient(
    new Workspace(reference, {
      transport: fetchTransport(async ({ url }) => {
        const page = pages[Math.min(requests.length, pages.length - 1)];
        requests.push(url);
        return Response.json(page?.(requests.length));
      }),
    }),
  );
  try {
    for await (const entry of client.list()) names.push(nameOf(entry));
    return { names, requests, end: 'done' };
  } catch (error) {
    return { names, requests, end: Object(error).code };
  }
}

function nameOf(entry: DecodedCompute): string {
  return entry.kind === 'kubernetes' ? entry.compute.name : `${entry.kind} ${entry.name}`;
}

function entry(name: string, change: object = {}): object {
  const id = `/subscriptions/${reference.subscriptionId}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws1/computes/${name}`;
  return { id, name, location: 'eastus', properties: { computeType: 'Kubernetes' }, ...change };
}

describe('a list that is not one', () => {
  it('leads back to itself: it fails after the page that it gave', async () => {
    const self = `${ENDPOINT}/list?page=2`;
    const { names, requests, end } = await listFrom(
      () => ({ value: [entry('one')], nextLink: self }),
      () => ({ value: [entry('two')], nextLink: self }),
    );
    expect({ names, end }).toEqual({ names: ['one', 'two'], end: 'unexpected-response' });
    expect(requests).toHaveLength(2);
  });

  it('leads in a circle', async () => {
    const { requests, end } = await listFrom((index) => ({
      value: [],
      nextLink: `${ENDPOINT}/list?page=${index % 2}`,
    }));
    expect(end).toBe('unexpected-response');
    expect(requests).toHaveLength(3);
  });

  it('never ends', async () => {
    const { requests, end } = await listFrom((index) => ({
      value: [],
      nextLink: `${ENDPOINT}/list?page=${index}`,
    }));
    expect(end).toBe('unexpected-response');
    expect(requests).toHaveLength(10_000);
  });

  it('leads on by a link that is longer than any URL', async () => {
    const link = (length: number): string => `${ENDPOINT}/list?`.padEnd(length, 'x');
    const long = await listFrom(() => ({ value: [], nextLink: link(8_193) }));
    expect(long).toMatchObject({ requests: { length: 1 }, end: 'unexpected-response' });
    const longest = await listFrom(
      () => ({ value: [], nextLink: link(8_192) }),
      () => ({ value: [] }),
    );
    expect(longest).toMatchObject({ requests: { length: 2 }, end: 'done' });
  });

  it.each([[{ value: null }], [{ value: {} }], [{}], [[]], ['text'], [{ value: [], nextLink: 7 }]])(
    'is %j',
    async (page) => {
      expect((await listFrom(() => page)).end).toBe('unexpected-response');
    },
  );

  it.each(['/relative', 'not a url', 'http://management.azure.com/x', 'https://management.azure.com:444/x'])(
    'leads to %s, where nothing is sent',
    async (nextLink) => {
      const { requests, end } = await listFrom(() => ({ value: [], nextLink }));
      expect(end).toBe('untrusted-url');
      expect(requests).toHaveLength(1);
    },
  );
});

describe('a list with entries that cannot be read', () => {
  it.each([null, 7, 'x', [], {}, { properties: null }, { properties: { computeType: 7 } }])(
    'reports %j beside the others',
    async (broken) => {
      const { names, end } = await listFrom(() => ({ value: [entry('one'), broken, entry('two')] }));
      expect({ names, end }).toEqual({ names: ['one', 'unreadable null', 'two'], end: 'done' });
    },
  );

  it('names the ones that have a name', async () => {
    const { names } = await listFrom(() => ({ value: [entry('gpu', { location: 7 })] }));
    expect(names).toEqual(['unreadable gpu']);
  });
});

it.each([null, ''])('ends at a nextLink of %j', async (nextLink) => {
  expect(await listFrom(() => ({ value: [entry('one')], nextLink }))).toMatchObject({
    names: ['one'],
    end: 'done',
  });
});

it('follows a nextLink as it is, byte for byte', async () => {
  const nextLink = `${ENDPOINT}/list?api-version=2025-07-01-preview&$skip=a%2Bb%20c`;
  const { requests } = await listFrom(
    () => ({ value: [], nextLink }),
    () => ({ value: [] }),
  );
  expect(requests[1]).toBe(nextLink);
});
