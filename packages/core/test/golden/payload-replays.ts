import { parseAttachIdentity } from '../../src/domain/attach-identity.js';
import type { JsonObject, JsonValue } from '../../src/domain/json.js';
import { fetchTransport, KubernetesCompute, Workspace } from '../../src/index.js';
import { encodeAttach } from '../../src/wire/computes/encode-attach.js';
import { attempt } from './attempt.js';
import { configure, envelope, fromPython, kubernetesPayload, untyped } from './recorded-input.js';
import { asJson, configurationShape, referenceShape } from './reference-shape.js';
import { expectedOutcome, member, type Replay } from './row.js';
import { WORKSPACE, withoutRepetitions } from './scripted-service.js';

const attachConfiguration: Replay = {
  file: 'attach-configuration',
  mapped: [],
  run: ({ input }) => attempt(() => configurationShape(configure(input))),
  expect: expectedOutcome,
};

const attachPayload: Replay = {
  file: 'attach-payload',
  mapped: [5],
  run: ({ input }) =>
    attempt(() => {
      if (input['config'] === null) return asJson(KubernetesCompute.attachConfiguration(untyped(null)));
      const configuration = configure(member(input, 'config'));
      const mutation = member(input, 'mutated_after_construction');
      for (const [key, value] of Object.entries(mutation)) mutate(configuration, key, value);
      return asJson(encodeAttach(configuration, ''));
    }),
  expect: (row) => {
    const outcome = expectedOutcome(row);
    return { ...outcome, result: withoutRepetitions(outcome.result) };
  },
};

/** Assigns as a caller without types would; ours is frozen, so that this throws. */
function mutate(target: object, key: string, value: JsonValue): void {
  try {
    Object.assign(target, { [camelCase(key)]: value });
  } catch {
    // Frozen: the configuration stays as it was checked.
  }
}

function camelCase(key: string): string {
  return key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

const validateIdentity: Replay = {
  file: 'validate-identity',
  mapped: [],
  run: ({ input }) =>
    attempt(() => {
      const identity = parseAttachIdentity(input['identity_type'], fromPython(input['identity_ids']));
      return identity === null ? 'no identity asked for' : null;
    }),
  expect: expectedOutcome,
};

const status: Replay = {
  file: 'status',
  mapped: [],
  run: ({ input }) =>
    attempt(() => {
      const properties = { ...kubernetesPayload('Succeeded'), createdOn: null, modifiedOn: null, ...input };
      const payload = {
        ...envelope(),
        properties: Object.keys(input).length === 0 ? kubernetesPayload('Creating') : properties,
      };
      return asJson(KubernetesCompute.deserialize(plainWorkspace(), payload).status);
    }),
  expect: expectedOutcome,
};

const validateGetPayload: Replay = {
  file: 'validate-get-payload',
  mapped: [],
  run: ({ input }) =>
    attempt(() => {
      KubernetesCompute.deserialize(plainWorkspace(), input);
      return null;
    }),
  expect: expectedOutcome,
};

const deserializeSerialize: Replay = {
  file: 'deserialize-serialize',
  mapped: [15],
  run: ({ input }) =>
    attempt(() => {
      const compute = KubernetesCompute.deserialize(
        workspaceOf(member(input, 'workspace')),
        input['payload'],
      );
      const payload = compute.serialize();
      const again = KubernetesCompute.deserialize(compute.workspace, payload);
      const roundTrip = JSON.stringify(referenceShape(again)) === JSON.stringify(referenceShape(compute));
      return { deserialize: referenceShape(compute), serialize: withoutAdditions(payload), roundTrip };
    }),
  expect: ({ expected }) => {
    const read = member(expected, 'deserialize');
    if ('error' in read) return { result: undefined, refused: 'refused', requests: [] };
    const written = member(expected, 'serialize');
    const result = { deserialize: read['ok'] ?? null, serialize: written['ok'] ?? null, roundTrip: true };
    return { result, refused: null, requests: [] };
  },
};

/** Reason 15: what an exact way back needs beyond the reference's keys. */
function withoutAdditions({ type: _type, ...payload }: JsonObject): JsonObject {
  const {
    createdOn: _created,
    modifiedOn: _modified,
    isAttachedCompute: _attached,
    ...properties
  } = member(payload, 'properties');
  const { publicIp: _publicIp, ...kubernetes } = member(properties, 'properties');
  return { ...payload, properties: { ...properties, properties: kubernetes } };
}

function workspaceOf(input: JsonObject): Workspace {
  const given = {
    subscriptionId: input['subscription_id'],
    resourceGroup: input['resource_group'],
    name: input['name'],
    location: input['location'],
  };
  return new Workspace(untyped(given), { transport: fetchTransport(async () => Response.error()) });
}

function plainWorkspace(): Workspace {
  return new Workspace(WORKSPACE, { transport: fetchTransport(async () => Response.error()) });
}

/** Rows without any request. */
export const PAYLOAD_REPLAYS: readonly Replay[] = [
  attachConfiguration,
  attachPayload,
  validateIdentity,
  status,
  validateGetPayload,
  deserializeSerialize,
];
