import { describe, expect, it } from 'vitest';
import type { WorldName } from '../src/seed/worlds/worlds.js';
import { extensionPath, installBody, openPreparing } from './preparing-session.js';

// Each stage at which an installation of the extension can fail has two worlds. In one it will fail while a cluster is
// prepared; in the other it has failed, and can be diagnosed. Both tell the same cause.

const STAGES: readonly (readonly [
  stage: string,
  words: RegExp,
  willFail: WorldName,
  hasFailed: WorldName,
])[] = [
  ['registration', /MissingSubscriptionRegistration/, 'prepare-registration', 'install-unregistered'],
  ['rights of the application', /AuthorizationFailed/, 'prepare-registration-rights', 'install-forbidden'],
  [
    'principal of the application',
    /InvalidAuthenticationToken/,
    'prepare-registration-principal',
    'install-token',
  ],
  ['region', /not registered in region/, 'prepare-region', 'install-region'],
  ['version', /resolve the extension version/, 'prepare-version', 'install-version'],
  ['trust', /x509/, 'prepare-trust', 'install-trust'],
  ['chart', /chart path not found/i, 'prepare-chart', 'install-chart-missing'],
  ['rendering', /render the helm chart/, 'prepare-rendering', 'install-rendering'],
  ['rights and scope', /is forbidden: User/, 'prepare-scope-rights', 'install-scope'],
  ['admission', /denied the request/, 'prepare-admission-policy', 'install-policy'],
  ['race', /failed calling webhook/, 'prepare-admission-race', 'install-webhook'],
  ['ownership of a scheduler', /invalid ownership/, 'prepare-ownership-volcano', 'install-ownership'],
  ['ownership of a driver', /csi-blob-node/, 'prepare-ownership-foreign', 'install-ownership-foreign'],
  ['endpoint', /already exists in cluster/, 'prepare-endpoint', 'install-endpoint'],
  ['name taken', /name that is still in use/, 'prepare-name-taken', 'install-name-taken'],
  ['busy', /still in progress/, 'prepare-busy', 'install-busy'],
  ['namespace ending', /being terminated/, 'prepare-namespace-ending', 'install-terminating'],
  ['health check', /healthcheck failed/, 'prepare-e40000', 'install-healthcheck'],
  ['health check by its code', /E40002/, 'prepare-e40002', 'healthcheck-e40002'],
  ['readiness', /timed out waiting/, 'prepare-readiness', 'install-timed-out'],
  ['agent', /local CRD|status not populated/, 'prepare-agent', 'install-agents-offline'],
  ['agent memory', /OOMKilled/, 'prepare-agent-memory', 'install-agent-memory'],
  ['identity of the agents', /TokenFetchFailed/, 'prepare-arc-identity', 'install-arc-identity'],
  ['unknown', /no one has described/, 'prepare-unknown', 'install-unknown'],
];

/** What the extension of the only cluster of a world says. */
async function told({ service, send }: ReturnType<typeof openPreparing>): Promise<string> {
  const [cluster] = service.control.clusters.list();
  const { json } = await send('GET', extensionPath(cluster?.id ?? ''));
  expect(json).toMatchObject({ properties: { provisioningState: 'Failed' } });
  return JSON.stringify(json);
}

describe('the stage', () => {
  it.each(STAGES)('%s can be met while a cluster is prepared', async (_, words, world) => {
    const session = openPreparing({ seed: world });
    const [cluster] = session.service.control.clusters.list();
    const id = cluster?.id ?? '';
    await session.register();
    const accepted = await session.send('PUT', extensionPath(id), { properties: installBody(id) });
    expect(accepted.status).toBe(201);
    await session.clock.advance(3000);
    expect(await told(session)).toMatch(words);
  });

  it.each(STAGES)('%s can be met afterwards', async (_, words, _willFail, world) => {
    expect(await told(openPreparing({ seed: world }))).toMatch(words);
  });
});
