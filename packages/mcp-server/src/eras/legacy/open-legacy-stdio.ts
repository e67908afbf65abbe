import type { SessionDependencies } from '../../protocol/session-dependencies.js';
import { Channel, type WriteMessage } from '../../stdio/channel.js';
import type { Leg } from '../../stdio/legs.js';
import { createMcpServer } from './create-mcp-server.js';

/** The leg of the legacy era over stdio: one session, as long as the connection. */
export async function openLegacyStdio(dependencies: SessionDependencies, write: WriteMessage): Promise<Leg> {
  const server = createMcpServer(dependencies);
  const channel = new Channel(write);
  await server.connect(channel);
  return {
    deliver: (message) => channel.deliver(message),
    idle: async () => {
      await channel.answered();
      await server.idle();
    },
    close: () => server.close(),
  };
}
