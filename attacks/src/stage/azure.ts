import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  demoIds,
  FakeComputeService,
  type FakeServiceOptions,
  startFakeServer,
} from '@azureml-kubernetes/testkit';
import { listen } from './listen.ts';
import type { Stage } from './stage.ts';

/** The workspace that all attacks work on. */
export const WORKSPACE: string = `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`;

/** What a scripted service answers: an answer, or null to hang. */
export interface ScriptedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text goes as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** A request as the service got it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

/** A service under the control of an attack. */
export interface ScriptedAzure {
  readonly url: string;
  readonly seen: readonly Seen[];
  /** The flags that make the server use it. */
  readonly args: readonly string[];
}

/** Starts a service that answers as the script says; it may wait before it does. */
export async function startScripted(
  stage: Stage,
  script: (request: Seen, origin: string) => ScriptedAnswer | null | Promise<ScriptedAnswer | null>,
): Promise<ScriptedAzure> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    await text(request).catch(() => '');
    const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers };
    seen.push(one);
    const answer = await script(one, `http://${request.headers.host}`);
    if (answer === null) return;
    const { status, headers = {}, body = '' } = answer;
    const isText = typeof body === 'string';
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(isText ? body : JSON.stringify(body));
  });
  const url = `http://${await listen(stage, server)}`;
  return { url, seen, args: argsFor(url) };
}

/** Starts the fake service behind a port, and hands out what may be seen and changed of it. */
export async function startFake(stage: Stage, options: FakeServiceOptions = {}) {
  const service = new FakeComputeService(options);
  const server = await startFakeServer(service);
  stage.after(() => server.close());
  return { service, url: server.url, args: argsFor(server.url) };
}

/** A compute as the service tells it, with changes of its properties. */
export function computeBody(name: string, properties: object = {}): object {
  return {
    id: `${demoIds.workspaceId}/computes/${name}`,
    name,
    location: 'eastus',
    properties: {
      computeType: 'Kubernetes',
      provisioningState: 'Succeeded',
      resourceId: demoIds.aksId,
      properties: { namespace: 'default' },
      ...properties,
    },
  };
}

function argsFor(url: string): string[] {
  return ['--arm-endpoint', url, '--workspace', WORKSPACE];
}
