import { idKey } from '../world/resource-id.js';
import { ContractClient, type ContractReply, member } from './contract-client.js';
import type { ContractEnvironment } from './contract-environment.js';
import { requireEqual, requireMatch, requireThat } from './contract-violation.js';

/** One clause of the contract. */
export interface ContractCase {
  /** A behaviour in the present tense; the skip list refers to it. */
  readonly name: string;
  /** @throws ContractViolation when the service behaves otherwise */
  readonly run: (environment: ContractEnvironment) => Promise<void>;
}

/** Pretty-printed, and `100.0` with its fraction: 28 and 55 bytes were recorded. */
const RUNNING = '{\n  "status": "InProgress"\n}';
const DONE = '{\n  "status": "Succeeded",\n  "percentComplete": 100.0\n}';
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+00:00$/;

function clause(
  name: string,
  run: (client: ContractClient, environment: ContractEnvironment) => Promise<void>,
): ContractCase {
  return { name, run: (environment) => run(new ContractClient(environment), environment) };
}

function requireError(reply: ContractReply, status: number, code: string): void {
  requireEqual(reply.status, status, 'status');
  requireEqual(member(reply.json, 'error', 'code'), code, 'error code');
  requireMatch(member(reply.json, 'error', 'message'), /./, 'error message');
}

const refusals: readonly ContractCase[] = [
  clause('a request without a token is answered 401 with a challenge', async (client) => {
    const reply = await client.send('GET', client.inWorkspace('/computes'), { token: null });
    requireEqual(reply.status, 401, 'status');
    requireMatch(reply.headers.get('www-authenticate'), /^Bearer /, 'WWW-Authenticate');
  }),
  clause('a request without api-version is answered 400', async (client, { workspaceId }) => {
    requireError(await client.send('GET', `${workspaceId}/computes`), 400, 'MissingApiVersionParameter');
  }),
  clause('an unknown api-version is answered 400', async (client, { workspaceId }) => {
    const reply = await client.send('GET', `${workspaceId}/computes?api-version=1999-01-01`);
    requireError(reply, 400, 'NoRegisteredProviderFound');
  }),
  clause('an absent compute is answered 404', async (client) => {
    requireError(
      await client.send('GET', client.inWorkspace('/computes/not-there')),
      404,
      'ResourceNotFound',
    );
  }),
  clause('detaching an absent compute is answered 204', async (client) => {
    requireEqual((await client.detach('not-there')).status, 204, 'status');
  }),
  clause('a PUT without properties is answered 400', async (client) => {
    const reply = await client.send('PUT', client.inWorkspace('/computes/no-body'), { body: {} });
    requireEqual(reply.status, 400, 'status');
    requireMatch(member(reply.json, 'error', 'code'), /./, 'error code');
  }),
];

const life: readonly ContractCase[] = [
  clause(
    'an attach is accepted with 201, Creating and an operation URL only',
    async (client, environment) => {
      await client.whileAttached('contract-put', async (accepted) => {
        requireEqual(member(accepted.json, 'properties', 'provisioningState'), 'Creating', 'state');
        requireMatch(
          accepted.headers.get('azure-asyncoperation'),
          /\/computeOperationsStatus\//,
          'operation URL',
        );
        const url = new URL(accepted.headers.get('azure-asyncoperation') ?? '');
        requireEqual(url.origin, environment.endpoint, 'its origin');
        requireEqual(url.searchParams.get('api-version'), environment.apiVersion, 'its api-version');
        requireEqual(accepted.headers.get('location'), null, 'Location');
        requireEqual(accepted.headers.get('retry-after'), null, 'Retry-After');
      });
    },
  ),
  clause('an attached compute reads back as it was sent', async (client, { clusterId, namespace }) => {
    await client.whileAttached('contract-get', async () => {
      const { status, json } = await client.send('GET', client.inWorkspace('/computes/contract-get'));
      requireEqual(status, 200, 'status');
      requireEqual(json['name'], 'contract-get', 'name');
      requireEqual(idKey(String(member(json, 'properties', 'resourceId'))), idKey(clusterId), 'resourceId');
      requireEqual(member(json, 'properties', 'properties', 'namespace'), namespace, 'namespace');
      requireEqual(member(json, 'properties', 'isAttachedCompute'), true, 'isAttachedCompute');
      requireEqual(member(json, 'properties', 'provisioningState'), 'Succeeded', 'state');
      requireMatch(member(json, 'properties', 'createdOn'), INSTANT, 'createdOn');
      requireEqual(
        member(json, 'properties', 'properties', 'relayConnectionString') ?? null,
        null,
        'a secret',
      );
    });
  }),
  clause('a compute is found under any casing and answers with its own', async (client) => {
    await client.whileAttached('contract-case', async () => {
      const { json } = await client.send('GET', client.inWorkspace('/COMPUTES/Contract-CASE'));
      requireEqual(json['name'], 'contract-case', 'name');
    });
  }),
  clause('a list holds what was attached', async (client) => {
    await client.whileAttached('contract-list', async () => {
      requireThat((await allNames(client)).includes('contract-list'), 'the compute is not in the list');
    });
  }),
  clause('a PUT over an existing compute attaches again and keeps createdOn', async (client) => {
    await client.whileAttached('contract-again', async (accepted) => {
      const again = await client.attach('contract-again');
      requireEqual(again.status, 201, 'status');
      const createdOn = member(accepted.json, 'properties', 'createdOn');
      requireEqual(member(again.json, 'properties', 'createdOn'), createdOn, 'createdOn');
      requireEqual((await client.follow(again)).json['status'], 'Succeeded', 'end');
    });
  }),
  clause('a detach is accepted with 202 and an empty body', async (client) => {
    await client.whileAttached('contract-gone', async () => {
      const leaving = await client.detach('contract-gone');
      requireEqual(leaving.status, 202, 'status');
      requireEqual(Object.keys(leaving.json).length, 0, 'members of the body');
      requireEqual(leaving.headers.get('location'), null, 'Location');
      requireEqual((await client.follow(leaving)).json['status'], 'Succeeded', 'end');
      const gone = await client.send('GET', client.inWorkspace('/computes/contract-gone'));
      requireError(gone, 404, 'ResourceNotFound');
    });
  }),
  clause('polls are 200, and say nothing but the status', async (client) => {
    try {
      const accepted = await client.attach('contract-poll');
      const first = await client.send('GET', accepted.headers.get('azure-asyncoperation') ?? '');
      requireEqual(first.status, 200, 'status of a poll');
      if (first.json['status'] === 'InProgress') requireEqual(first.text, RUNNING, 'a running operation');
      requireEqual((await client.follow(accepted)).text, DONE, 'a finished operation');
    } finally {
      await client.remove('contract-poll');
    }
  }),
  clause('every answer tells its request id twice and has no ETag', async (client) => {
    for (const path of ['/computes', '/computes/not-there']) {
      const { headers } = await client.send('GET', client.inWorkspace(path));
      requireMatch(headers.get('x-ms-request-id'), /./, 'x-ms-request-id');
      requireEqual(
        headers.get('x-ms-correlation-request-id'),
        headers.get('x-ms-request-id'),
        'correlation id',
      );
      requireEqual(headers.get('etag'), null, 'ETag');
    }
  }),
  clause('a detach leaves the cluster alone', async (client, { clusterId }) => {
    await client.whileAttached('contract-spare', async () => undefined);
    const version = /connectedClusters/i.test(clusterId) ? '2024-01-01' : '2024-09-01';
    const { status } = await client.send('GET', `${clusterId}?api-version=${version}`);
    requireEqual(status, 200, 'status of the cluster');
  }),
];

async function allNames(client: ContractClient): Promise<readonly string[]> {
  const names: string[] = [];
  let target: string | null = client.inWorkspace('/computes');
  while (target !== null) {
    const { json }: ContractReply = await client.send('GET', target);
    const value = json['value'];
    requireThat(Array.isArray(value), 'a page without value');
    names.push(...value.map((entry) => String(member(entry, 'name'))));
    const next: unknown = json['nextLink'];
    target = typeof next === 'string' && next !== '' ? next : null;
  }
  return names;
}

/** The contract that the fake and the real service both keep, clause by clause. No test framework is involved. */
export const contractCases: readonly ContractCase[] = [...refusals, ...life];
