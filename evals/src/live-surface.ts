import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

export type LiveTool = Awaited<ReturnType<Client['listTools']>>['tools'][number];

/** What a model sees of the server. */
export interface Surface {
  readonly instructions: string;
  readonly tools: readonly LiveTool[];
}

/** As the data speaks of it: tied to one workspace, or not. Nothing is called, so no Azure is needed. */
const FLAGS = { pinned: ['--demo'], free: ['--arm-endpoint', 'http://127.0.0.1:9'] } as const;

export type Surfaces = Readonly<Record<keyof typeof FLAGS, Surface>>;

/** Starts the built server both ways and asks what it offers. */
export async function readSurfaces(): Promise<Surfaces> {
  const [pinned, free] = await Promise.all([readSurface(FLAGS.pinned), readSurface(FLAGS.free)]);
  return { pinned, free };
}

async function readSurface(flags: readonly string[]): Promise<Surface> {
  return withServer(flags, async (client) => {
    const { tools } = await client.listTools();
    return { instructions: client.getInstructions() ?? '', tools };
  });
}

/** Starts the built server with these flags, and stops it once it has been used. */
export async function withServer<T>(
  flags: readonly string[],
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const manifest = createRequire(import.meta.url).resolve('@azureml-kubernetes/mcp-server/package.json');
  const args = [join(dirname(manifest), 'dist', 'bin.js'), ...flags];
  const client = new Client({ name: 'evals', version: '1.0.0' });
  const transport = new StdioClientTransport({
    command: process.execPath,
    args,
    cwd: tmpdir(),
    stderr: 'ignore',
  });
  await client.connect(transport);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}
