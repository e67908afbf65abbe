/** What the client needs of the world; a test hands in its own. */
export interface World {
  readonly fetch: typeof fetch;
  readonly sleep: (ms: number) => Promise<void>;
}

const API = 'api-version=2024-04-01';
const ROUNDS = 1000;

/** A client of your own, as short as can be: it knows nothing of this project but the REST API. */
export class OwnClient {
  readonly #world: World;
  readonly #workspaceId: string;

  constructor(workspaceId: string, world: World) {
    this.#workspaceId = workspaceId;
    this.#world = world;
  }

  async attach(name: string, clusterId: string): Promise<void> {
    const properties = {
      computeType: 'Kubernetes',
      resourceId: clusterId,
      properties: { namespace: 'default' },
    };
    const body = JSON.stringify({ location: 'eastus', properties });
    const accepted = await this.#send('PUT', `/computes/${name}?${API}`, body);
    await this.#follow(accepted);
  }

  /** Never with `Delete`: that could cost you the cluster. */
  async detach(name: string): Promise<void> {
    const accepted = await this.#send('DELETE', `/computes/${name}?${API}&underlyingResourceAction=Detach`);
    if (accepted.status === 202) await this.#follow(accepted);
  }

  async #follow(accepted: Response): Promise<void> {
    const url = accepted.headers.get('azure-asyncoperation') ?? '';
    for (let round = 0; round < ROUNDS; round += 1) {
      const { status, error } = await read(await this.#get(url));
      if (status === 'Succeeded') return;
      if (status !== 'InProgress') throw new Error(`${status}: ${error?.message}`);
      await this.#world.sleep(5000);
    }
    throw new Error('it takes too long');
  }

  async #send(method: string, path: string, body?: string): Promise<Response> {
    const url = `https://management.azure.com${this.#workspaceId}${path}`;
    return this.#try(() =>
      this.#world.fetch(url, { method, headers, ...(body === undefined ? {} : { body }) }),
    );
  }

  async #get(url: string): Promise<Response> {
    return this.#try(() => this.#world.fetch(url, { headers }));
  }

  /** Asks again when the service says so, as long as it says. */
  async #try(ask: () => Promise<Response>): Promise<Response> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const response = await ask();
      if (response.status !== 429) {
        if (response.ok) return response;
        throw new Error(`${response.status}: ${(await read(response)).error?.code}`);
      }
      await this.#world.sleep(Number(response.headers.get('retry-after') ?? 1) * 1000);
    }
    throw new Error('throttled for too long');
  }
}

const headers = { Authorization: 'Bearer anything', 'Content-Type': 'application/json' };

async function read(
  response: Response,
): Promise<{ status?: string; error?: { code?: string; message?: string } }> {
  return JSON.parse(await response.text());
}
