import { isJsonObject, type Json, type JsonObject } from '../json.js';
import type { ContractEnvironment } from './contract-environment.js';
import { ContractViolation, requireEqual, requireThat } from './contract-violation.js';

/** An answer, read. */
export interface ContractReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** `{}` when there was no body. */
  readonly json: JsonObject;
}

/** What a request may have beside its method and target. */
export interface SendOptions {
  readonly body?: Json;
  /** Null sends no Authorization header. */
  readonly token?: string | null;
}

const LONGEST_WAIT_MS = 30 * 60_000;
const POLL_MS = 5000;
/** Answers to a detach after which there is nothing left to wait for. */
const GONE: ReadonlySet<number> = new Set([200, 204, 404]);

/** Speaks to the service under test in plain HTTP, so that no client's tolerance hides a flaw. */
export class ContractClient {
  readonly #environment: ContractEnvironment;
  #location: Promise<Json> | null = null;

  constructor(environment: ContractEnvironment) {
    this.#environment = environment;
  }

  /** A target below the workspace, with the api-version. */
  inWorkspace(path: string, query = ''): string {
    return this.target(`${this.#environment.workspaceId}${path}`, query);
  }

  target(path: string, query = ''): string {
    return `${path}?api-version=${this.#environment.apiVersion}${query}`;
  }

  /**
   * @param target a path with its query, or an absolute URL
   * @throws ContractViolation for a URL of another origin: it must not see the token
   */
  async send(method: string, target: string, { body, token }: SendOptions = {}): Promise<ContractReply> {
    const { endpoint } = this.#environment;
    const url = new URL(target, endpoint);
    requireEqual(url.origin, endpoint, 'origin of a URL from an answer');
    const headers = new Headers();
    const bearer = token === undefined ? await this.#environment.token() : token;
    if (bearer !== null) headers.set('Authorization', `Bearer ${bearer}`);
    if (body !== undefined) headers.set('Content-Type', 'application/json');
    const response = await this.#environment.fetch(
      new Request(url, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parseObject(text) };
  }

  /** PUTs a Kubernetes compute, in the workspace's region. */
  async attach(name: string): Promise<ContractReply> {
    const { clusterId: resourceId, namespace } = this.#environment;
    this.#location ??= this.#readLocation();
    return this.send('PUT', this.inWorkspace(`/computes/${name}`), {
      body: {
        location: await this.#location,
        identity: { type: 'SystemAssigned' },
        properties: { computeType: 'Kubernetes', resourceId, properties: { namespace } },
      },
    });
  }

  detach(name: string): Promise<ContractReply> {
    return this.send('DELETE', this.inWorkspace(`/computes/${name}`, '&underlyingResourceAction=Detach'));
  }

  /** Follows an accepted operation to its end. @throws ContractViolation when it does not end within 30 minutes */
  async follow(accepted: ContractReply): Promise<ContractReply> {
    const url = accepted.headers.get('azure-asyncoperation');
    requireThat(url !== null, 'the accepted answer has no Azure-AsyncOperation');
    for (let waitedMs = 0; waitedMs <= LONGEST_WAIT_MS; waitedMs += POLL_MS) {
      const reply = await this.send('GET', url);
      requireEqual(reply.status, 200, 'status of a poll');
      if (reply.json['status'] !== 'InProgress') return reply;
      await this.#environment.pass(POLL_MS);
    }
    throw new ContractViolation('the operation does not end');
  }

  /** Attaches, runs `use`, and detaches whatever happened. @throws ContractViolation, also for a compute that stays */
  async whileAttached(name: string, use: (accepted: ContractReply) => Promise<void>): Promise<void> {
    try {
      const accepted = await this.attach(name);
      requireEqual(accepted.status, 201, 'status of the attach');
      const end = await this.follow(accepted);
      requireEqual(end.json['status'], 'Succeeded', 'end of the attach');
      await use(accepted);
    } catch (cause) {
      await this.remove(name).catch((left: unknown) => {
        throw new ContractViolation(`${messageOf(cause)}; ${messageOf(left)}`, { cause });
      });
      throw cause;
    }
    await this.remove(name);
  }

  /**
   * Detaches and waits until it is done, also while another operation is at work; nothing when the compute is not there.
   *
   * @throws ContractViolation with the name of a compute that stays
   */
  async remove(name: string): Promise<void> {
    await this.#detachToTheEnd(name).catch((cause: unknown) => {
      throw new ContractViolation(`compute '${name}' is left: ${messageOf(cause)}`, { cause });
    });
  }

  async #detachToTheEnd(name: string): Promise<void> {
    for (let waitedMs = 0; waitedMs <= LONGEST_WAIT_MS; waitedMs += POLL_MS) {
      const leaving = await this.detach(name);
      if (GONE.has(leaving.status)) return;
      if (leaving.status === 202) {
        const end = await this.follow(leaving);
        return requireEqual(end.json['status'], 'Succeeded', 'end of the detach');
      }
      requireThat(leaving.status === 409, `its detach was answered ${leaving.status}`);
      await this.#environment.pass(POLL_MS);
    }
    throw new ContractViolation('something is at work on it without end');
  }

  async #readLocation(): Promise<Json> {
    const { status, json } = await this.send('GET', this.inWorkspace(''));
    requireEqual(status, 200, 'status of the workspace');
    return member(json, 'location') ?? null;
  }
}

/** A member some levels down; undefined when the way is barred. */
export function member(json: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (inner, name) => (isJsonObject(inner) ? inner[name] : undefined),
    json,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function parseObject(text: string): JsonObject {
  if (text === '') return {};
  const value: unknown = JSON.parse(text);
  if (isJsonObject(value)) return value;
  throw new ContractViolation(`the body is no JSON object: ${text.slice(0, 80)}`);
}
