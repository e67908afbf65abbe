import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../src/json.js';
import { demoIds } from '../src/seed/demo-seed.js';
import { apiVersions } from '../src/service/api-versions.js';
import { openSession } from './session.js';

// Whatever is sent, the service answers, and what it answers has the schema of its route or the error envelope: the
// session holds every answer against it.

const { workspaceId, subscriptionId, resourceGroup, aksId, arcId, identityId } = demoIds;
const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
const junk = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('%2F', '%00', '%zz', '..', '.', '', '😀', '%5C'),
);

const name = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('gpu', 'cpu-cluster', 'GPU') },
  { weight: 1, arbitrary: junk },
);
const knownPath = fc.oneof(
  fc.constantFrom(
    `/subscriptions/${subscriptionId}`,
    `${group}/providers/Microsoft.MachineLearningServices/workspaces`,
    workspaceId,
    `${workspaceId}/computes`,
    aksId,
    arcId,
    identityId,
    `${aksId}/providers/Microsoft.KubernetesConfiguration/extensions`,
    `${arcId}/providers/Microsoft.KubernetesConfiguration/extensions/azureml`,
    `${workspaceId}/providers/Microsoft.Authorization/permissions`,
    `${aksId}/providers/Microsoft.Authorization/roleAssignments`,
    `${aksId}/trustedAccessRoleBindings`,
    `/subscriptions/${subscriptionId}/providers/Microsoft.ContainerService/locations/eastus/kubernetesVersions`,
    `/subscriptions/${subscriptionId}/providers/Microsoft.ContainerService/managedClusters`,
  ),
  { weight: 9, arbitrary: name.map((compute) => `${workspaceId}/computes/${compute}`) },
  fc
    .tuple(name, fc.constantFrom('listNodes', 'listKeys', 'start', 'stop', 'restart', 'resize'))
    .map(([compute, verb]) => `${workspaceId}/computes/${compute}/${verb}`),
  junk.map(
    (id) =>
      `/subscriptions/${subscriptionId}/providers/Microsoft.MachineLearningServices/locations/eastus/computeOperationsStatus/${id}`,
  ),
);
const path = fc.oneof(
  { weight: 12, arbitrary: knownPath },
  { weight: 1, arbitrary: knownPath.map((known) => known.toUpperCase()) },
  { weight: 1, arbitrary: fc.array(junk, { maxLength: 6 }).map((parts) => `/${parts.join('/')}`) },
  { weight: 1, arbitrary: fc.tuple(knownPath, junk).map(([known, more]) => `${known}/${more}`) },
);

const versions = fc.constantFrom(...new Set(Object.values(apiVersions).flat()));
const parameter = fc.oneof(
  versions.map((version) => ['api-version', version] as const),
  junk.map((text) => ['api-version', text] as const),
  fc.tuple(
    fc.constantFrom('$skip', '$filter', '$skipToken', 'underlyingResourceAction', 'API-Version'),
    junk,
  ),
  fc.constantFrom(['underlyingResourceAction', 'detach'] as const, ['$skip', '1'] as const),
);
const query: fc.Arbitrary<readonly (readonly [string, string])[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom([['api-version', '2024-04-01']] as const) },
  { weight: 3, arbitrary: versions.map((version) => [['api-version', version] as const]) },
  { weight: 1, arbitrary: fc.array(parameter, { maxLength: 4 }) },
);

const anything: fc.Arbitrary<Json> = fc.json({ maxDepth: 3 }).map((text): Json => JSON.parse(text));
const oddly = (sensible: fc.Arbitrary<Json>) =>
  fc.oneof({ weight: 14, arbitrary: sensible }, { weight: 1, arbitrary: anything });
const amounts = oddly(fc.dictionary(fc.constantFrom('cpu', 'memory'), oddly(fc.constantFrom('1', 1, null))));
const kubernetes = fc.record(
  {
    namespace: oddly(fc.constantFrom('default', 'No Label')),
    relayConnectionString: oddly(fc.constant('secret')),
    extensionPrincipalId: anything,
    vcName: anything,
    defaultInstanceType: anything,
    instanceTypes: oddly(
      fc.dictionary(
        fc.constantFrom('a', '__proto__'),
        oddly(
          fc.record({
            nodeSelector: oddly(fc.constant({ pool: 'gpu' })),
            resources: oddly(fc.record({ requests: amounts, limits: amounts })),
          }),
        ),
      ),
    ),
  },
  { requiredKeys: [] },
);
const put = fc.record(
  {
    location: oddly(fc.constant('eastus')),
    tags: oddly(fc.constant({ team: 'vision' })),
    sku: oddly(fc.constant(null)),
    identity: oddly(
      fc.constantFrom<Json[]>(
        { type: 'SystemAssigned' },
        { type: 'UserAssigned', userAssignedIdentities: { [identityId]: {} } },
        { type: 'SystemAssigned,UserAssigned', userAssignedIdentities: { '/x': {} } },
      ),
    ),
    properties: oddly(
      fc.record(
        {
          computeType: oddly(
            fc.constantFrom('Kubernetes', 'kubernetes', 'AmlCompute', 'VirtualMachine', 'Toaster'),
          ),
          resourceId: oddly(fc.constantFrom(aksId, arcId, '/nonsense')),
          description: oddly(fc.constant('text')),
          provisioningState: oddly(fc.constant('Succeeded')),
          properties: oddly(kubernetes),
        },
        { requiredKeys: ['computeType'] },
      ),
    ),
  },
  { requiredKeys: ['properties'] },
);

const jwt = fc
  .oneof(anything, fc.record({ oid: oddly(fc.constantFrom('caller 1', '', 'a\nX: y', '\u20ac')) }))
  .map((claims) => `e30.${Buffer.from(JSON.stringify(claims), 'latin1').toString('base64url')}.x`);

const call = fc.record({
  method: fc.constantFrom('GET', 'GET', 'PUT', 'PUT', 'PUT', 'PATCH', 'POST', 'DELETE', 'HEAD', 'OPTIONS'),
  path,
  query,
  body: fc.oneof({ weight: 6, arbitrary: put }, anything, fc.string({ maxLength: 20 })),
  token: fc.oneof({ weight: 9, arbitrary: fc.constant('t') }, fc.constantFrom('a.b.c', null), jwt),
  pass: fc.constantFrom(0, 0, 500, 3000),
});

describe('any request', { timeout: 60_000 }, () => {
  it.each([false, true])('is answered by the schema (strict: %s)', async (strict) => {
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 3, maxLength: 10 }), async (calls) => {
        const session = openSession({ strict });
        for (const { method, path: target, query: pairs, body, token, pass } of calls) {
          const search = new URLSearchParams(pairs.map(([key, value]): [string, string] => [key, value]));
          const bodied = method === 'GET' || method === 'HEAD' ? {} : { body };
          // A path that begins with two slashes, of either kind, would name a host.
          const safe = target.replace(/[?#]/g, '').replace(/^[/\\]+/, '/');
          const { status } = await session.call(method, `${safe}?${search}`, { token, ...bodied });
          seen.add(status);
          await session.clock.advance(pass);
        }
      }),
      { numRuns: 300 },
    );
    // The requests are not all of the kind that is refused at the door.
    expect([...seen]).toEqual(expect.arrayContaining([200, 201, 202, 400, 401, 404, 501]));
  });
});
