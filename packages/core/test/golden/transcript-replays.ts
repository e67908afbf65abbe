import { parseComputeId } from '../../src/domain/ids/resource-ids.js';
import type { JsonObject, JsonValue } from '../../src/domain/json.js';
import { KubernetesCompute, type Operation } from '../../src/index.js';
import { attempt } from './attempt.js';
import { COMPUTE_ID, configure, envelope, kubernetesPayload, untyped } from './recorded-input.js';
import { asJson, operationUrl, referenceShape } from './reference-shape.js';
import { expectedOutcome, isObject, items, member, type Replay, type Row } from './row.js';
import { recordedRequests, type ScriptedService, script, scriptService } from './scripted-service.js';

const constructor_: Replay = {
  file: 'constructor',
  mapped: [1, 2],
  run: (row) => {
    const service = scriptService(script(row));
    const name = untyped('name' in row.input ? row.input['name'] : 'k8s');
    return attempt(
      async () => referenceShape(await KubernetesCompute.get(service.workspace, name)),
      () => service.requests,
    );
  },
  expect: (row) => expectedOutcome(row, recordedRequests(row)),
};

const attach: Replay = {
  file: 'attach-transcripts',
  mapped: [1, 2, 5],
  run: (row) => {
    const calls = String(row.input['call']);
    const put = items(row.expected['transcript']).find(
      (entry) => isObject(entry) && entry['type'] === 'request',
    );
    const location = String(member(put, 'body')['location'] ?? 'eastus');
    const service = scriptService([{ status: 404, body: {} }, ...script(row)], location);
    return attempt(
      async () => {
        if (calls.startsWith('ComputeTarget.create'))
          return 'create' in KubernetesCompute ? 'offered' : 'not offered';
        const config = 'config' in row.input ? configure(member(row.input, 'config')) : untyped(null);
        return referenceShape(
          await KubernetesCompute.attach(service.workspace, String(row.input['name']), config),
        );
      },
      () => service.requests,
    );
  },
  expect: (row) => expectedOutcome(row, recordedRequests(row)),
};

const detach: Replay = {
  file: 'detach-transcripts',
  mapped: [1, 2],
  run: async (row) => {
    const service = scriptService([...withSettlingRead(script(row)), { status: 404 }]);
    const compute = storedCompute(service, row.input);
    const call = String(row.input['call']);
    const outcome = await attempt(
      async () => {
        if (call === 'delete()') compute.delete();
        await compute.detach();
        if (call.includes('wait'))
          await compute.waitForCompletion({ isDeleteOperation: call.includes('True') });
        return null;
      },
      () => service.requests,
    );
    return { ...outcome, after: detachedShape(compute) };
  },
  expect: (row) => ({ ...expectedOutcome(row, recordedRequests(row)), after: row.expected['after'] }),
};

/** Reason 19: after a 409 or 5xx ours reads the compute before it decides. */
function withSettlingRead(answers: readonly JsonValue[]): readonly JsonValue[] {
  const read = { status: 200, body: { ...envelope(), properties: kubernetesPayload('Succeeded') } };
  return answers.flatMap((entry) =>
    isObject(entry) && [409, 503].includes(Number(entry['status'])) ? [entry, read] : [entry],
  );
}

function detachedShape(compute: KubernetesCompute): JsonObject {
  return { provisioning_state: compute.provisioningState, operation_endpoint: operationUrl(compute) };
}

const list: Replay = {
  file: 'list-transcripts',
  mapped: [1, 2],
  run: (row) => {
    const service = scriptService(script(row));
    return attempt(
      async () => {
        const found: JsonObject[] = [];
        for await (const compute of KubernetesCompute.list(service.workspace))
          found.push(referenceShape(compute));
        return found;
      },
      () => service.requests,
    );
  },
  expect: (row) => expectedOutcome(row, recordedRequests(row)),
};

const state: Replay = {
  file: 'state-transcripts',
  mapped: [1, 2],
  run: async (row) => {
    const service = scriptService(script(row));
    const compute = storedCompute(service, row.input);
    const outcome = await attempt(
      () => callState(compute, String(row.input['call'])),
      () => service.requests,
    );
    return { ...outcome, after: referenceShape(compute) };
  },
  expect: (row) => ({ ...expectedOutcome(row, recordedRequests(row)), after: row.expected['after'] }),
};

async function callState(compute: KubernetesCompute, call: string): Promise<JsonValue> {
  switch (call) {
    case 'get_status()': {
      const found = await compute.getStatus();
      return typeof found === 'string' ? found : { $status: asJson(found) };
    }
    case 'refresh_state()':
      await compute.refreshState();
      return null;
    case 'get()':
      return compute.get();
    default:
      return String(compute);
  }
}

const wait: Replay = {
  file: 'wait-transcripts',
  mapped: [1, 2],
  run: async (row) => {
    const provisioningErrors = member(row.expected, 'after')['provisioning_errors'] ?? null;
    const before = storedPayload(row.input, provisioningErrors);
    const service = scriptService([...script(row), ...unchanged(row, before)]);
    const compute = storedCompute(service, row.input, before);
    const isDeleteOperation = row.input['is_delete_operation'] === true;
    const outcome = await attempt(
      async () => {
        await compute.waitForCompletion({ isDeleteOperation, timeoutMs: 600_000 });
        return null;
      },
      () => service.requests,
    );
    return { ...outcome, after: waitedShape(compute) };
  },
  expect: (row) => {
    const { operation_endpoint: _endpoint, ...after } = member(row.expected, 'after');
    return { ...expectedOutcome(row, recordedRequests(row)), after };
  },
};

function waitedShape(compute: KubernetesCompute): JsonObject {
  return {
    provisioning_state: compute.provisioningState,
    provisioning_errors: compute.provisioningErrors,
    status: compute.status === null ? null : { $status: asJson(compute.status) },
  };
}

/** Reason 9: without an operation ours reads the compute, which is as the handle has it. */
function unchanged({ input }: Row, payload: JsonObject): readonly JsonValue[] {
  return input['operation_endpoint'] === null
    ? new Array<JsonValue>(100).fill({ status: 200, body: payload })
    : [];
}

function storedPayload(input: JsonObject, provisioningErrors: JsonValue = null): JsonObject {
  const state = String(input['object_state_before'] ?? 'Succeeded');
  return { ...envelope(), properties: { ...kubernetesPayload(state), provisioningErrors } };
}

function storedCompute(
  { workspace }: ScriptedService,
  input: JsonObject,
  payload: JsonObject = storedPayload(input),
): KubernetesCompute {
  const url = input['operation_endpoint'];
  const operation: Operation | null =
    typeof url === 'string'
      ? {
          version: 1,
          kind: input['is_delete_operation'] === true ? 'detach' : 'attach',
          mode: 'azure-async-operation',
          url,
          startedAt: '2020-01-01T00:00:00Z',
          computeId: parseComputeId(COMPUTE_ID),
        }
      : null;
  return KubernetesCompute.deserialize(workspace, payload, { operation });
}

/** Rows that are played against a scripted service. */
export const TRANSCRIPT_REPLAYS: readonly Replay[] = [constructor_, attach, detach, list, state, wait];
