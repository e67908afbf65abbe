// The fake service over HTTP, in a process of its own.
import { FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { addDemoCompute } from '../harness/demo-compute.js';

const [attachMs = '0'] = process.argv.slice(2);
const service = new FakeComputeService({
  provisioning: { attachMs: Number(attachMs) },
  modes: { retryAfterSeconds: 1 },
  journalLimit: 100,
});
addDemoCompute(service);
const { url } = await startFakeServer(service);
process.stdout.write(`${JSON.stringify({ url })}\n`);
