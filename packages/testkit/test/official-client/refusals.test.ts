import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/seed/demo-seed.js';
import { expectNoLoss, type Stage, type StageOptions, setTheStage } from './stage.js';

const { resourceGroup, workspace, aksId } = demoIds;
const place = [resourceGroup, workspace] as const;
const body = { location: 'eastus', properties: { computeType: 'Kubernetes', resourceId: aksId } } as const;
const openStage = setTheStage();

/** A stage whose client does not try again, so that its tests do not wait. */
function openOnce(service: StageOptions['service'] = {}): Stage {
  return openStage({ service, client: { retryOptions: { maxRetries: 0 } } });
}

async function expectRefusal(
  { lastAnswer }: Stage,
  calling: Promise<unknown>,
  expected: { readonly statusCode: number; readonly code: string },
): Promise<void> {
  const error = await calling.then(
    () => expect.unreachable(),
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'RestError', ...expected });
  expectNoLoss(Object(error).details, lastAnswer());
}

describe('the official client meets a refusal', () => {
  it('of what is not there', async () => {
    const stage = openStage();
    const calling = stage.client.computeOperations.get(...place, 'nothing');
    await expectRefusal(stage, calling, { statusCode: 404, code: 'ResourceNotFound' });
  });

  it('of a change while another is at work', async () => {
    const stage = openStage({ service: { provisioning: { attachMs: 60_000 } } });
    const { computeOperations } = stage.client;
    await computeOperations.beginCreateOrUpdate(...place, 'gpu', body);
    const again = computeOperations.beginCreateOrUpdate(...place, 'gpu', body);
    await expectRefusal(stage, again, { statusCode: 409, code: 'Conflict' });
    const leaving = computeOperations.beginDelete(...place, 'gpu', 'Detach');
    await expectRefusal(stage, leaving, { statusCode: 409, code: 'Conflict' });
  });

  it('of a name that the service does not take', async () => {
    const stage = openStage();
    const calling = stage.client.computeOperations.beginCreateOrUpdate(...place, 'no good', body);
    await expectRefusal(stage, calling, { statusCode: 400, code: 'BadRequest' });
  });

  it('of an api-version that the service does not know', async () => {
    const stage = openStage({ client: { apiVersion: '2030-01-01' } });
    const calling = stage.client.computeOperations.get(...place, 'cpu-cluster');
    await expectRefusal(stage, calling, { statusCode: 400, code: 'NoRegisteredProviderFound' });
  });

  it('of what the caller may not do', async () => {
    const stage = openStage();
    stage.session.service.control.permissions.deny(
      'Microsoft.MachineLearningServices/workspaces/computes/write',
    );
    const calling = stage.client.computeOperations.beginCreateOrUpdate(...place, 'gpu', body);
    await expectRefusal(stage, calling, { statusCode: 403, code: 'AuthorizationFailed' });
  });

  it('of one call too many, by the token buckets', async () => {
    const stage = openOnce({ throttle: { reads: { capacity: 2, perSecond: 0.001 } } });
    const read = () => stage.client.computeOperations.get(...place, 'cpu-cluster');
    await read();
    await read();
    await expectRefusal(stage, read(), { statusCode: 429, code: 'SubscriptionRequestsThrottled' });
    await stage.session.clock.advance(1_000_000);
    await read();
  });

  it.each([
    [500, 'InternalServerError'],
    [502, 'ProviderError'],
    [503, 'ServerBusy'],
    [504, 'GatewayTimeout'],
  ])('because the service has its own trouble: %i', async (statusCode, code) => {
    const stage = openOnce();
    stage.session.service.control.faults.plan({ effect: { kind: 'error', status: statusCode } });
    const calling = stage.client.computeOperations.get(...place, 'cpu-cluster');
    await expectRefusal(stage, calling, { statusCode, code });
  });

  it('of throttling, and tries again as often as it was refused', async () => {
    const { client, session } = openStage();
    const { faults, requests } = session.service.control;
    const headers = { 'retry-after-ms': '1', 'Retry-After': '1' };
    faults.plan({ times: 2, effect: { kind: 'error', status: 429, headers } });
    await client.computeOperations.get(...place, 'cpu-cluster');
    expect(requests.entries().map(({ outcome }) => outcome)).toEqual([429, 429, 200]);
    faults.assertConsumed();
  });

  it('with a claims challenge, and answers with another token', async () => {
    const { client, session, scopes } = openStage();
    session.service.control.faults.plan({ effect: { kind: 'claims-challenge' } });
    await client.computeOperations.get(...place, 'cpu-cluster');
    expect(scopes).toHaveLength(2);
  });
});
