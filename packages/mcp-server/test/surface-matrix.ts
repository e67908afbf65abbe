import { demoIds, type FakeComputeService } from '@azureml-kubernetes/testkit';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { RequestOptions } from '@modelcontextprotocol/sdk/shared/protocol.js';
import { type ElicitResult, ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';

/** A real SDK client, connected to a server that works on the demo workspace of a fake service. */
export interface MatrixConnection {
  readonly client: Client;
  close(): Promise<void>;
  /** Leaves without a word, whatever is at work; resolves once the server has let go of the session. */
  drop(): Promise<void>;
}

export interface MatrixClient {
  /** How the person answers; without it the client cannot ask. */
  readonly onAsked?: () => ElicitResult;
}

export interface MatrixSetup {
  readonly service: FakeComputeService;
  connect(client?: MatrixClient): Promise<MatrixConnection>;
  /** Ends everything that was set up. */
  end(): Promise<void>;
}

/** How long an attach takes at the service, milliseconds of real time. */
export interface MatrixService {
  readonly attachMs: number;
}

export type SetUpMatrix = (service: MatrixService) => Promise<MatrixSetup>;

/** An attach that goes on until the test ends it, however slow the machine is. */
const NEVER_MS = 3_600_000;

const attach = { name: 'gpu', resource_id: demoIds.aksId };
const shape = z.looseObject({ structuredContent: z.record(z.string(), z.unknown()) });

type Result = Readonly<Record<string, unknown>>;

async function call(
  { client }: MatrixConnection,
  name: string,
  args: Record<string, unknown>,
  options: RequestOptions = {},
): Promise<Result> {
  const given = await client.callTool({ name, arguments: args }, undefined, options);
  return shape.parse(given).structuredContent;
}

const waitFor = (connection: MatrixConnection, options?: RequestOptions): Promise<Result> =>
  call(connection, 'compute_wait', { name: 'gpu', max_wait_seconds: 30 }, options);

/** What every kind of client can count on, over whatever transport. The bodies know nothing of it. */
export function describeSurfaceMatrix(transport: string, setUp: SetUpMatrix): void {
  describe.concurrent(`clients of every kind, over ${transport}`, { timeout: 60_000 }, () => {
    async function withSetup(
      service: MatrixService,
      body: (setup: MatrixSetup) => Promise<void>,
    ): Promise<void> {
      const setup = await setUp(service);
      try {
        await body(setup);
      } finally {
        await setup.end();
      }
    }

    it('without elicitation: a plan, a token, then the detach', () =>
      withSetup({ attachMs: 0 }, async ({ service, connect }) => {
        service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
        const connection = await connect();
        const { outcome, confirm_token } = await call(connection, 'compute_detach', { name: 'gpu' });
        expect(outcome).toBe('confirmation_required');
        expect(service.control.computes.find('gpu')).not.toBeNull();
        const done = await call(connection, 'compute_detach', { name: 'gpu', confirm_token });
        expect(done).toMatchObject({ outcome: 'started' });
        const gone = await call(connection, 'compute_wait', { name: 'gpu', until: 'detached' });
        expect(gone).toMatchObject({ outcome: 'reached', state: 'Absent' });
      }));

    it.each([
      ['a yes', { action: 'accept' as const, content: { confirm: true } }, 'started'],
      ['a no', { action: 'decline' as const }, 'refused'],
      ['a closed question', { action: 'cancel' as const }, 'confirmation_required'],
    ])('with elicitation: %s decides', (_what, answer, outcome) =>
      withSetup({ attachMs: 0 }, async ({ service, connect }) => {
        service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
        const connection = await connect({ onAsked: () => answer });
        expect(await call(connection, 'compute_detach', { name: 'gpu' })).toMatchObject({ outcome });
      }),
    );

    it('with progress: is told what goes on', () =>
      withSetup({ attachMs: NEVER_MS }, async ({ service, connect }) => {
        const connection = await connect();
        await call(connection, 'compute_attach', attach);
        const told: (string | undefined)[] = [];
        const onprogress = ({ message }: { readonly message?: string | undefined }): void => {
          if (told.push(message) === 1) service.control.computes.finish('gpu');
        };
        const result = await waitFor(connection, { onprogress });
        expect(result).toMatchObject({ outcome: 'reached', state: 'Succeeded' });
        expect(told[0]).toMatch(/^gpu is (?:InProgress|Creating) after/);
      }));

    it('with 10 seconds of patience: progress keeps it waiting for longer', () =>
      withSetup({ attachMs: 11_000 }, async ({ connect }) => {
        const connection = await connect();
        await call(connection, 'compute_attach', attach);
        const patience = { timeout: 10_000, resetTimeoutOnProgress: true, onprogress: () => {} };
        expect(await waitFor(connection, patience)).toMatchObject({ outcome: 'reached' });
      }));

    it('with 10 seconds of patience and no progress: gives up, and finds all in order', () =>
      withSetup({ attachMs: 11_000 }, async ({ connect }) => {
        const connection = await connect();
        await call(connection, 'compute_attach', attach);
        await expect(waitFor(connection, { timeout: 10_000 })).rejects.toThrow(/timed out/i);
        const again = await waitFor(connection, { timeout: 10_000 });
        expect(again).toMatchObject({ outcome: 'reached', state: 'Succeeded' });
      }));

    it('that cancel in the middle: the waiting stops, the attach does not', () =>
      withSetup({ attachMs: 11_000 }, async ({ service, connect }) => {
        const connection = await connect();
        await call(connection, 'compute_attach', attach);
        const cancel = new AbortController();
        const waiting = waitFor(connection, {
          signal: cancel.signal,
          onprogress: () => cancel.abort('changed my mind'),
        });
        await expect(waiting).rejects.toThrow(/changed my mind/);
        expect(await call(connection, 'compute_get_status', { name: 'gpu' })).toMatchObject({
          state: 'Creating',
        });
        const asked = service.control.requests.entries().length;
        const isAttached = (): boolean =>
          service.control.computes.get('gpu').provisioningState === 'Succeeded';
        await vi.waitUntil(isAttached, { timeout: 20_000 });
        expect(service.control.requests.entries()).toHaveLength(asked);
      }));

    it('that vanish in the middle: the server lets go of them, and another takes over', () =>
      withSetup({ attachMs: NEVER_MS }, async ({ service, connect }) => {
        const first = await connect();
        await call(first, 'compute_attach', attach);
        const begun = Promise.withResolvers<void>();
        const waiting = waitFor(first, { onprogress: () => begun.resolve() });
        waiting.catch(() => {});
        await begun.promise;
        await first.drop();
        service.control.computes.finish('gpu');
        const second = await connect();
        expect(await waitFor(second)).toMatchObject({ outcome: 'reached', state: 'Succeeded' });
      }));

    it('that are two at once: one attach, the same truth for both', () =>
      withSetup({ attachMs: 500 }, async ({ service, connect }) => {
        const [one, other] = await Promise.all([connect(), connect()]);
        await call(one, 'compute_attach', attach);
        expect(await call(other, 'compute_attach', attach)).toMatchObject({ outcome: 'already_attached' });
        for (const result of await Promise.all([waitFor(one), waitFor(other)]))
          expect(result).toMatchObject({ outcome: 'reached', state: 'Succeeded' });
        expect(service.control.requests.entries({ method: 'PUT' })).toHaveLength(1);
        await one.close();
        expect(await call(other, 'compute_list', {})).toMatchObject({ total: 1 });
      }));

    it('that subscribe: are notified of a change, and of nothing after they have unsubscribed', () =>
      withSetup({ attachMs: 300 }, async ({ service, connect }) => {
        const connection = await connect();
        const uri = 'azureml-kubernetes://computes/gpu';
        const updates: string[] = [];
        connection.client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => {
          updates.push(params.uri);
        });
        await connection.client.subscribeResource({ uri });
        await vi.waitUntil(() => service.control.requests.entries().length > 0, { timeout: 10_000 });
        await call(connection, 'compute_attach', attach);
        await vi.waitUntil(() => updates.length > 0, { timeout: 20_000 });
        expect(new Set(updates)).toEqual(new Set([uri]));
        await connection.client.unsubscribeResource({ uri });
        const told = updates.length;
        service.control.computes.remove('gpu');
        expect(await call(connection, 'compute_list', {})).toMatchObject({ total: 0 });
        expect(updates).toHaveLength(told);
      }));
  });
}
