import { demoIds, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { spawnHttp } from './spawn-http.js';
import { describeSurfaceMatrix, type MatrixClient, type MatrixConnection } from './surface-matrix.js';

describeSurfaceMatrix('HTTP', async ({ attachMs }) => {
  const service = new FakeComputeService({ strict: true, provisioning: { attachMs, detachMs: 200 } });
  const fake = await startFakeServer(service);
  const workspace = `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`;
  const server = await spawnHttp(['--arm-endpoint', fake.url, '--workspace', workspace]);
  const connections: MatrixConnection[] = [];

  async function connect({ onAsked }: MatrixClient = {}): Promise<MatrixConnection> {
    const capabilities = onAsked === undefined ? {} : { elicitation: {} };
    const client = new Client({ name: 'matrix', version: '1' }, { capabilities });
    if (onAsked !== undefined) client.setRequestHandler(ElicitRequestSchema, onAsked);
    const transport = new StreamableHTTPClientTransport(new URL(server.url));
    await client.connect(transport);
    const close = async (): Promise<void> => {
      await transport.terminateSession();
      await client.close();
    };
    // A session outlives its connections, and so does a call: to leave without a word is to hang up.
    const connection = { client, close, drop: () => client.close() };
    connections.push(connection);
    return connection;
  }

  const end = async (): Promise<void> => {
    await Promise.allSettled(connections.map(({ close }) => close()));
    server.child.kill();
    await server.exited();
    await fake.close();
  };
  return { service, connect, end };
});
