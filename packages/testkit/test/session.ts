import { FakeComputeService } from '../src/fake-compute-service.js';
import { isJsonObject, type Json, type JsonObject } from '../src/json.js';
import { demoIds } from '../src/seed/demo-seed.js';
import type { FakeServiceOptions } from '../src/service-options.js';
import { ManualClock } from '../src/time/manual-clock.js';
import { answerProblem } from './answer-shape.js';

/** An answer, read. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** `{}` when the body is no JSON object. */
  readonly json: JsonObject;
}

/** What a request may have beside its method and target. */
export interface CallOptions {
  readonly body?: Json | string;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** A fake service with a clock to turn, for tests. */
export interface Session {
  readonly service: FakeComputeService;
  readonly clock: ManualClock;
  /** `target` is a path; `?api-version=2024-04-01` is added when it has no query. */
  call(method: string, target: string, options?: CallOptions): Promise<Reply>;
  /** The path of a compute in the demo workspace. */
  compute(name: string): string;
  /** PUTs a Kubernetes compute on the demo AKS cluster; `properties` are merged into `properties`. */
  attach(name: string, properties?: JsonObject): Promise<Reply>;
  detach(name: string): Promise<Reply>;
  /** Reads the operation that an answer points to. */
  poll(accepted: Reply): Promise<Reply>;
}

/** Effects that make an answer one that the service would not give. */
const BENDING: ReadonlySet<string> = new Set(['text', 'state', 'drop-header', 'set-header', 'foreign-url']);

/** Wraps a fetch so that every answer is held against its schema, unless a fault bent it. */
export function checked(service: FakeComputeService): (request: Request) => Promise<Response> {
  return async (request) => {
    const response = await service.fetch(request);
    const entry = service.control.requests.entries().at(-1);
    const body = await response.clone().text();
    if (request.method === 'HEAD' && body !== '') throw new Error('the answer to a HEAD has a body');
    const isBent = entry?.faults.some((kind) => BENDING.has(kind)) ?? true;
    const problem = isBent
      ? null
      : answerProblem(entry?.route ?? null, response, request.method === 'HEAD' ? null : body);
    if (problem !== null)
      throw new Error(`${request.method} ${request.url} answered ${response.status}: ${problem}`);
    return response;
  };
}

/** A service on a {@link ManualClock}; the demo world unless told otherwise. */
export function openSession(options: FakeServiceOptions = {}): Session {
  const clock = new ManualClock();
  const service = new FakeComputeService({ clock, ...options });
  const fetch = checked(service);
  const call: Session['call'] = async (
    method,
    target,
    { body, token = 'test', headers = {}, signal } = {},
  ) => {
    const url = new URL(target, 'https://management.azure.com');
    if (!target.includes('?')) url.search = '?api-version=2024-04-01';
    const request = new Request(url, {
      method,
      headers: { ...(token === null ? {} : { Authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    return readReply(await fetch(request));
  };
  const compute: Session['compute'] = (name) => `${demoIds.workspaceId}/computes/${name}`;
  return {
    service,
    clock,
    call,
    compute,
    attach: (name, properties = {}) => call('PUT', compute(name), { body: kubernetesBody(properties) }),
    detach: (name) =>
      call('DELETE', `${compute(name)}?api-version=2024-04-01&underlyingResourceAction=Detach`),
    poll: (accepted) => call('GET', accepted.headers.get('azure-asyncoperation') ?? '/no-operation'),
  };
}

/** The body of an attach. */
export function kubernetesBody(properties: JsonObject = {}): JsonObject {
  return {
    location: 'eastus',
    properties: {
      computeType: 'Kubernetes',
      resourceId: demoIds.aksId,
      properties: { namespace: 'default' },
      ...properties,
    },
  };
}

async function readReply(response: Response): Promise<Reply> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parseObject(text) };
}

function parseObject(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
