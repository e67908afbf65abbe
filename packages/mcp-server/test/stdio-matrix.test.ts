import { demoIds, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { expect } from 'vitest';
import { BIN, emptyFolder } from './spawn-server.js';
import { describeSurfaceMatrix, type MatrixClient, type MatrixConnection } from './surface-matrix.js';

describeSurfaceMatrix('stdio', async ({ attachMs }) => {
  const service = new FakeComputeService({ strict: true, provisioning: { attachMs, detachMs: 200 } });
  const fake = await startFakeServer(service);
  const workspace = `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`;
  const args = [BIN, '--arm-endpoint', fake.url, '--workspace', workspace];
  const connections: MatrixConnection[] = [];

  async function connect({ onAsked }: MatrixClient = {}): Promise<MatrixConnection> {
    const capabilities = onAsked === undefined ? {} : { elicitation: {} };
    const client = new Client({ name: 'matrix', version: '1' }, { capabilities });
    if (onAsked !== undefined) client.setRequestHandler(ElicitRequestSchema, onAsked);
    const transport = new StdioClientTransport({
      command: process.execPath,
      args,
      cwd: emptyFolder(),
      stderr: 'ignore',
    });
    await client.connect(transport);
    const { pid } = transport;
    const drop = async (): Promise<void> => {
      await transport.close();
      expect(isRunning(pid)).toBe(false);
    };
    const connection = { client, drop, close: () => client.close() };
    connections.push(connection);
    return connection;
  }

  const end = async (): Promise<void> => {
    await Promise.all(connections.map(({ close }) => close()));
    await fake.close();
  };
  return { service, connect, end };
});

function isRunning(pid: number | null): boolean {
  try {
    return pid !== null && process.kill(pid, 0);
  } catch {
    return false;
  }
}
