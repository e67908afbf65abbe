import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAttachConfiguration } from '../../domain/attach-configuration.js';
import { DEFAULT_NAMESPACE } from '../../domain/ids/namespace.js';
import { decodeOperationStatus } from '../operation-status.js';
import { decodeCompute } from './decode-compute.js';
import { encodeAttach } from './encode-attach.js';
import { decodePayload, encodePayload } from './payload.js';

const SCOPE = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg/providers';
const id = `${SCOPE}/Microsoft.MachineLearningServices/workspaces/ws1/computes/gpu`;
const resourceId = `${SCOPE}/Microsoft.ContainerService/managedClusters/my-aks`;

const text = fc.option(fc.string());
const key = fc.oneof(fc.stringMatching(/^[a-z]{1,8}$/), fc.constantFrom('__proto__', 'constructor', ''));
/** What really is JSON: no minus zero. */
const json = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)));
const instant = fc.option(fc.constantFrom('2022-03-01T10:20:30.1234567+00:00', '2022-03-01T10:20:30Z'));
const labels = fc.option(fc.dictionary(key, fc.string()));
const amounts = fc.dictionary(key, fc.oneof(fc.string(), fc.nat(), fc.constant(null)));
const instanceTypes = fc.option(
  fc.dictionary(
    key,
    fc.record({ nodeSelector: labels, resources: fc.record({ requests: amounts }) }, { requiredKeys: [] }),
  ),
);
const identity = fc.option(
  fc.record(
    {
      type: fc.string(),
      principalId: text,
      tenantId: text,
      userAssignedIdentities: fc.dictionary(key, fc.constant({})),
    },
    { requiredKeys: ['type'] },
  ),
);
const payloads = fc.record({
  id: fc.constant(id),
  name: fc.constantFrom('gpu', 'GPU'),
  type: fc.constant('Microsoft.MachineLearningServices/workspaces/computes'),
  location: fc.string(),
  tags: labels,
  identity,
  properties: fc.record(
    {
      computeType: fc.constant('Kubernetes'),
      computeLocation: text,
      description: text,
      provisioningState: fc.constantFrom('Succeeded', 'Creating', 'failed', ''),
      provisioningErrors: json,
      createdOn: instant,
      modifiedOn: instant,
      isAttachedCompute: fc.option(fc.boolean()),
      resourceId: text,
      properties: fc.record({
        namespace: text,
        defaultInstanceType: text,
        instanceTypes,
        publicIp: text,
        relayConnectionString: text,
        serviceBusConnectionString: text,
      }),
    },
    {
      requiredKeys: [
        'computeType',
        'description',
        'provisioningState',
        'provisioningErrors',
        'resourceId',
        'properties',
      ],
    },
  ),
});

const stored = {
  id,
  location: 'eastus',
  tags: null,
  properties: {
    computeType: 'Kubernetes',
    description: null,
    resourceId: null,
    provisioningState: 'Succeeded',
    provisioningErrors: null,
    properties: null,
  },
};

describe('a payload', () => {
  it('comes back exactly as it was, secrets included where they were asked for', () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        const compute = decodePayload(payload);
        const again = decodePayload(
          JSON.parse(JSON.stringify(encodePayload(compute, { includeSecrets: true }))),
        );
        expect(again).toEqual(compute);
        expect(again.connectionStrings.relay?.reveal()).toBe(compute.connectionStrings.relay?.reveal());
        expect(encodePayload(again)).toEqual(encodePayload(compute));
      }),
    );
  });

  it('never holds a connection string that was not asked for', () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        const written = JSON.stringify(encodePayload(decodePayload(payload)));
        expect(written).not.toContain('ConnectionString');
        expect(written).not.toContain('containsSecrets');
      }),
    );
  });

  it('refuses a stored payload whose dates could not be written again', () => {
    expect(encodePayload(decodePayload(stored))).toMatchObject({ id });
    expect(() =>
      decodePayload({ ...stored, properties: { ...stored.properties, createdOn: 'yesterday' } }),
    ).toThrow(/createdOn: is not an ISO 8601 date-time/);
  });
});

describe('secrets within provisioning errors', () => {
  const signed = 'GET https://x.example/op?t=1&s=hunter2 was refused';
  const errors = [{ error: { code: 'X', statusCode: 500, message: signed, details: [signed, null, true] } }];
  const decodeWith = (provisioningErrors: unknown) => {
    const decoded = decodeCompute({
      id,
      location: 'eastus',
      properties: { computeType: 'Kubernetes', provisioningErrors },
    });
    if (decoded.kind !== 'kubernetes') throw new Error(JSON.stringify(decoded));
    return decoded.compute;
  };

  it('are written only where they are asked for, and the payload is marked', () => {
    const compute = decodeWith(errors);
    const plain = encodePayload(compute);
    expect(JSON.stringify(plain)).not.toContain('hunter2');
    expect(plain).toMatchObject({
      properties: {
        provisioningErrors: [
          { error: { code: 'X', statusCode: 500, details: [expect.any(String), null, true] } },
        ],
      },
    });
    expect(plain).not.toHaveProperty('containsSecrets');
    expect(encodePayload(compute, { includeSecrets: true })).toMatchObject({
      properties: { provisioningErrors: errors },
      containsSecrets: true,
    });
  });

  it('mark no payload that has none', () => {
    const compute = decodeWith([{ code: 'X', message: 'plain' }]);
    expect(encodePayload(compute, { includeSecrets: true })).not.toHaveProperty('containsSecrets');
    expect(encodePayload(compute, { includeSecrets: true })).toEqual(encodePayload(compute));
  });
});

describe('decodeOperationStatus', () => {
  it.each([
    [{ status: 'InProgress' }, 'unrecognized'],
    [{ status: 'Succeeded', percentComplete: 100.0 }, 'succeeded'],
    [{ status: 'succeeded' }, 'succeeded'],
    [{ status: 'Cancelled' }, 'canceled'],
    [{ status: null }, 'unrecognized'],
  ])('reads %j', (value, state) => {
    expect(decodeOperationStatus(value)).toMatchObject({
      kind: 'status',
      lifecycle: { state },
      problems: [],
    });
  });

  it('finds the causes of a failure, however deep', () => {
    const value = { status: 'Failed', error: { error: { code: 'Conflict', message: 'inner' } } };
    expect(decodeOperationStatus(value)).toMatchObject({
      problems: [{ code: 'Conflict', message: 'inner' }],
    });
  });

  it.each([undefined, null, {}, [], 'oops', { status: 7 }])(
    'takes %j for unreadable, never for success',
    (value) => {
      expect(decodeOperationStatus(value).kind).toBe('unreadable');
    },
  );
});

describe('encodeAttach', () => {
  it('sends what was asked for and nothing else', () => {
    const plain = encodeAttach(parseAttachConfiguration({ resourceId }), 'eastus');
    expect(plain).toEqual({
      location: 'eastus',
      properties: { computeType: 'Kubernetes', description: '', resourceId, properties: { namespace: null } },
    });
    const instance = { small: { resources: { limits: { 'nvidia.com/gpu': 1 } } } };
    const full = encodeAttach(
      parseAttachConfiguration({
        resourceId,
        namespace: DEFAULT_NAMESPACE,
        identityType: 'SystemAssigned',
        description: 'd',
        tags: { team: 'ml' },
        defaultInstanceType: 'small',
        instanceTypes: instance,
      }),
      'eastus',
    );
    expect(full).toEqual({
      location: 'eastus',
      tags: { team: 'ml' },
      identity: { type: 'SystemAssigned' },
      properties: {
        computeType: 'Kubernetes',
        description: 'd',
        resourceId,
        properties: { namespace: 'default', defaultInstanceType: 'small', instanceTypes: instance },
      },
    });
  });
});
