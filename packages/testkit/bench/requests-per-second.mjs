// How many requests a second the fake answers in-process, on one core. Run after a build: pnpm bench
import { demoIds, FakeComputeService } from '../dist/index.js';

const ROUNDS = 20_000;
const headers = { Authorization: 'Bearer bench' };
const body = JSON.stringify({
  location: 'eastus',
  properties: { computeType: 'Kubernetes', resourceId: demoIds.aksId, properties: { namespace: 'default' } },
});
const address = (path) => `https://management.azure.com${demoIds.workspaceId}${path}?api-version=2024-04-01`;

async function measure(name, rounds, once) {
  for (let round = 0; round < rounds / 10; round += 1) await once(round);
  const startedAt = performance.now();
  for (let round = 0; round < rounds; round += 1) await once(round);
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(`${JSON.stringify({ name, requestsPerSecond: Math.round(rounds / seconds) })}\n`);
}

const modes = { update: 'overwrite', whileBusy: 'accept' };
const service = new FakeComputeService({ modes, provisioning: { attachMs: 0, detachMs: 0 } });
const send = async (method, url, init = {}) => {
  const response = await service.fetch(new Request(url, { method, headers, ...init }));
  await response.text();
  return response;
};

const put = await send('PUT', address('/computes/gpu'), { body });
const operation = put.headers.get('azure-asyncoperation');
await measure('GET one compute', ROUNDS, () => send('GET', address('/computes/gpu')));
await measure('GET operation status', ROUNDS, () => send('GET', operation));
await measure('PUT a compute', ROUNDS, () => send('PUT', address('/computes/gpu'), { body }));
await measure('GET, PUT and status in turn', ROUNDS, (round) => {
  if (round % 3 === 0) return send('PUT', address('/computes/gpu'), { body });
  return send('GET', round % 3 === 1 ? operation : address('/computes/gpu'));
});

const computes = Array.from({ length: 10_000 }, (_, index) => ({ name: `c${index}` }));
const place = { subscriptionId: demoIds.subscriptionId, resourceGroup: 'big-rg', name: 'big-ws' };
const big = new FakeComputeService({ seed: { workspaces: [{ ...place, computes }] } });
const startedAt = performance.now();
let pages = 0;
let next = `https://management.azure.com${big.control.workspaces.get().id}/computes?api-version=2024-04-01`;
while (next !== undefined) {
  const page = await (await big.fetch(next, { headers })).json();
  next = page.nextLink;
  pages += 1;
}
const milliseconds = Math.round(performance.now() - startedAt);
process.stdout.write(`${JSON.stringify({ name: 'list 10,000 computes', pages, milliseconds })}\n`);
