import { demoIds, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { spawnHttp } from './spawn-http.js';
import { BIN, emptyFolder } from './spawn-server.js';

/** How a client of the new package finds the revision. */
const NEGOTIATIONS = {
  legacy: {},
  auto: { versionNegotiation: { mode: 'auto' } },
  pinned: { versionNegotiation: { mode: { pin: '2026-07-28' } } },
} as const;
type Negotiation = keyof typeof NEGOTIATIONS;

const WIRES = ['stdio', 'HTTP with sessions', 'HTTP without sessions'] as const;
type Wire = (typeof WIRES)[number];

/** What the person's end can show. */
const ASKING = {
  forms: { elicitation: { form: {} } },
  'URLs only': { elicitation: { url: {} } },
  nothing: {},
} as const;
type Asking = keyof typeof ASKING;

const resultShape = z.looseObject({ structuredContent: z.record(z.string(), z.unknown()) });
const workspace = `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`;

/** A client of one kind at a server of its own, and the service behind it. */
async function connect(negotiation: Negotiation, wire: Wire, asking: Asking) {
  const service = new FakeComputeService({ strict: true, provisioning: { attachMs: 200, detachMs: 100 } });
  const fake = await startFakeServer(service);
  const args = ['--arm-endpoint', fake.url, '--workspace', workspace];
  const http =
    wire === 'stdio'
      ? null
      : await spawnHttp(wire === 'HTTP with sessions' ? args : ['--http-stateless', ...args]);
  const transport =
    http === null
      ? new StdioClientTransport({
          command: process.execPath,
          args: [BIN, ...args],
          cwd: emptyFolder(),
          stderr: 'ignore',
        })
      : new StreamableHTTPClientTransport(new URL(http.url));
  const client = new Client(
    { name: 'matrix', version: '1' },
    { capabilities: ASKING[asking], ...NEGOTIATIONS[negotiation] },
  );
  const questions: string[] = [];
  if (asking === 'forms')
    client.setRequestHandler('elicitation/create', ({ params }) => {
      questions.push(params.message);
      return { action: 'accept', content: { confirm: true } };
    });
  await client.connect(transport);
  const call = async (name: string, given: Record<string, unknown>) =>
    resultShape.parse(await client.callTool({ name, arguments: given })).structuredContent;
  const end = async (): Promise<void> => {
    await client.close();
    http?.child.kill();
    await http?.exited();
    await fake.close();
  };
  return { service, client, call, questions, end };
}

/** The life of a compute, as every client can have it. */
async function live(negotiation: Negotiation, wire: Wire, asking: Asking): Promise<void> {
  const { service, client, call, questions, end } = await connect(negotiation, wire, asking);
  try {
    expect((await client.listTools()).tools).toHaveLength(8);
    expect((await client.listPrompts()).prompts).toHaveLength(3);
    expect((await client.listResourceTemplates()).resourceTemplates).toHaveLength(1);
    const attach = { name: 'gpu', resource_id: demoIds.aksId };
    expect(await call('compute_attach', attach)).toMatchObject({ outcome: 'started' });
    expect(await call('compute_wait', { name: 'gpu' })).toMatchObject({ outcome: 'reached' });
    const { contents } = await client.readResource({ uri: 'azureml-kubernetes://computes/gpu' });
    expect(contents).toHaveLength(1);
    const first = await call('compute_detach', { name: 'gpu' });
    // Without sessions a legacy client cannot be asked anything.
    const canBeAsked = asking === 'forms' && (negotiation !== 'legacy' || wire !== 'HTTP without sessions');
    expect(questions).toHaveLength(canBeAsked ? 1 : 0);
    expect(first).toMatchObject({ outcome: canBeAsked ? 'started' : 'confirmation_required' });
    if (!canBeAsked) {
      const { confirm_token } = first;
      const second = await call('compute_detach', { name: 'gpu', confirm_token });
      expect(second).toMatchObject({ outcome: 'started' });
    }
    const gone = await call('compute_wait', { name: 'gpu', until: 'detached' });
    expect(gone).toMatchObject({ outcome: 'reached' });
    expect(service.control.clusters.get(demoIds.aksId)).toBeDefined();
  } finally {
    await end();
  }
}

const rows = (['legacy', 'auto', 'pinned'] as const).flatMap((negotiation) =>
  WIRES.flatMap((wire) =>
    (['forms', 'URLs only', 'nothing'] as const).map((asking) => [negotiation, wire, asking] as const),
  ),
);

describe('a client that negotiates', { timeout: 60_000 }, () => {
  it.each(rows)('%s, over %s, and can show %s: the life of a compute', live);
});
