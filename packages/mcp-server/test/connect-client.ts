import {
  type Compute,
  compose,
  createTransport,
  type Fetch,
  fetchTransport,
  type InClusterUse,
  type WorkspaceName,
} from '@azureml-kubernetes/core';
import {
  demoIds,
  FakeComputeService,
  type FakeServiceOptions,
  ManualClock,
} from '@azureml-kubernetes/testkit';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import {
  ElicitRequestSchema,
  type ElicitResult,
  type JSONRPCMessage,
  type Progress,
} from '@modelcontextprotocol/sdk/types.js';
import * as z from 'zod';
import { OperationMemory } from '../src/azure/operation-memory.js';
import { createStaticCredential } from '../src/azure/static-credential.js';
import { Workspaces } from '../src/azure/workspaces.js';
import type { Tool } from '../src/catalogue/define-tool.js';
import type { ConfirmMode } from '../src/confirm/confirm-mode.js';
import { createConfirmParts } from '../src/confirm/confirm-parts.js';
import { createMcpServer } from '../src/eras/legacy/create-mcp-server.js';
import type { AuditLog } from '../src/observability/audit-log.js';
import type { Log } from '../src/observability/log.js';
import { observeRequests } from '../src/observability/observe-requests.js';
import { noTracing } from '../src/observability/tracing.js';
import type { SharedServices } from '../src/protocol/session-dependencies.js';
import { allTools } from '../src/tools/registry.js';

export interface ConnectOptions {
  readonly service?: Omit<FakeServiceOptions, 'clock'>;
  readonly tools?: readonly Tool[];
  /** Undefined pins the demo workspace. */
  readonly pinned?: WorkspaceName | null;
  readonly allowed?: readonly WorkspaceName[] | null;
  readonly confirm?: ConfirmMode;
  /** How far commands are run in clusters; `read` by default, as over stdio. */
  readonly inCluster?: InClusterUse;
  /** In lower case. */
  readonly allowedClusters?: readonly string[];
  /** How the person at the client answers; without it the client cannot ask. */
  readonly onAsked?: (message: string) => ElicitResult | Promise<ElicitResult>;
  /** A service that is there already, with the clock that it goes by. */
  readonly beside?: { readonly service: FakeComputeService; readonly clock: ManualClock };
  /** Puts something between the server and the service. */
  readonly wrap?: (send: Fetch) => Fetch;
  /** Aborts when the server is about to stop. */
  readonly stopping?: AbortSignal;
  /** Where writes are recorded; nowhere by default. */
  readonly audit?: AuditLog;
  /** Who calls. @default 'tester' */
  readonly principal?: string;
  /** What another session of the same process has. */
  readonly shared?: SharedServices;
}

const resultShape = z.looseObject({
  isError: z.boolean().optional(),
  structuredContent: z.record(z.string(), z.unknown()),
  content: z.array(z.looseObject({ type: z.string(), text: z.string() })),
});

export const demoWorkspace: WorkspaceName = {
  subscriptionId: demoIds.subscriptionId,
  resourceGroup: demoIds.resourceGroup,
  name: demoIds.workspace,
};

/** What a call gave. */
export interface Called {
  readonly isError: boolean;
  readonly result: Readonly<Record<string, unknown>>;
  readonly text: string;
}

interface CallOptions {
  readonly onprogress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** A server over a fake service, and a real SDK client connected to it. */
export async function connectClient(options: ConnectOptions = {}) {
  const clock = options.beside?.clock ?? new ManualClock({ autoAdvance: true });
  const service =
    options.beside?.service ??
    new FakeComputeService({ seed: 'demo', strict: true, ...options.service, clock });
  const logged: string[] = [];
  const log: Log = (level, event, facts) => logged.push(JSON.stringify({ level, event, ...facts }));
  const shared = options.shared ?? openServices(service, { ...options, clock, log });
  const tools = options.tools ?? allTools;
  const server = createMcpServer({
    ...shared,
    principal: options.principal ?? 'tester',
    tools,
    lasting: true,
  });
  const client = createClient(options);
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  await server.connect(serverSide);
  await client.connect(clientSide);
  await client.listTools();
  const call = async (
    name: string,
    args: Record<string, unknown> = {},
    { onprogress, signal }: CallOptions = {},
  ) => {
    const listening = { ...(onprogress && { onprogress }), ...(signal && { signal }) };
    return readResult(await client.callTool({ name, arguments: args }, undefined, listening));
  };
  const inject = (message: JSONRPCMessage) => clientSide.send(message);
  return { client, service, clock, logged, shared, call, inject, close: () => client.close() };
}

type PlaceOptions = Pick<ConnectOptions, 'pinned' | 'allowed' | 'wrap'>;

interface ServicesOptions
  extends PlaceOptions,
    Pick<ConnectOptions, 'confirm' | 'stopping' | 'inCluster' | 'allowedClusters' | 'audit'> {
  readonly clock: ManualClock;
  readonly log: Log;
}

/** What the sessions of one process share, over a fake service. */
export function openServices(service: FakeComputeService, options: ServicesOptions): SharedServices {
  const { clock, log } = options;
  return {
    version: '0.0.0',
    workspaces: openWorkspaces(service, clock, options),
    operations: new OperationMemory(),
    confirm: createConfirmParts({
      mode: options.confirm ?? 'auto',
      secrets: ['a secret that all sessions of the tests share'],
      now: () => clock.now(),
    }),
    preparing: { inCluster: options.inCluster ?? 'read', allowedClusters: options.allowedClusters ?? null },
    clock,
    log,
    tracing: noTracing,
    audit: options.audit ?? null,
    stopping: options.stopping ?? new AbortController().signal,
  };
}

function openWorkspaces(
  service: FakeComputeService,
  clock: ManualClock,
  { pinned = demoWorkspace, allowed = null, wrap = (send) => send }: PlaceOptions,
): Workspaces {
  const credential = createStaticCredential(() => clock.now());
  const transport = createTransport({
    credential,
    http: compose(
      fetchTransport(wrap((request, init) => service.fetch(request, init))),
      observeRequests({ log: () => {}, clock, tracing: noTracing }),
    ),
    clock,
  });
  return new Workspaces({ pinned, allowed, cloud: 'public', transport, credential, clock });
}

function createClient({ onAsked }: ConnectOptions): Client {
  const capabilities = onAsked === undefined ? {} : { elicitation: {} };
  const client = new Client({ name: 'test', version: '0' }, { capabilities });
  if (onAsked !== undefined)
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => onAsked(params.message));
  return client;
}

function readResult(given: unknown): Called {
  const { isError = false, structuredContent, content } = resultShape.parse(given);
  return { isError, result: structuredContent, text: content[0]?.text ?? '' };
}

/** A compute as a read of the demo workspace gives it. */
export async function readDemoCompute(): Promise<Compute> {
  const clock = new ManualClock({ autoAdvance: true });
  const service = new FakeComputeService({ seed: 'demo', strict: true, clock });
  service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
  return openWorkspaces(service, clock, {}).open('').client.get('gpu');
}
