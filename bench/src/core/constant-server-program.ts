// Answers every request at once with the bytes that the fake service has for the compute.
import { createServer } from 'node:http';
import { FakeComputeService } from '@azureml-kubernetes/testkit';
import { addDemoCompute, COMPUTE, computePath } from '../harness/demo-compute.js';

const service = new FakeComputeService();
addDemoCompute(service);
const answer = await service.fetch(`https://management.azure.com${computePath(COMPUTE)}`, {
  headers: { authorization: 'Bearer bench', accept: 'application/json' },
});
const body = Buffer.from(await answer.arrayBuffer());
const headers = { ...Object.fromEntries(answer.headers), 'content-length': body.byteLength };
const server = createServer((_request, response) => response.writeHead(200, headers).end(body));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
