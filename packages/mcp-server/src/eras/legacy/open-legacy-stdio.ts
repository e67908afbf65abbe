import type { SessionDependencies } from '../../protocol/session-dependencies.js';
import { Channel, type WriteMessage } from '../../stdio/channel.js';
import type { Leg } from '../../stdio/legs.js';
import type { Message } from '../../stdio/message.js';
import { createMcpServer } from './create-mcp-server.js';

/** How the leg reaches its client, and what they have agreed on before it was open. */
export interface LegacyConnection {
  readonly write: WriteMessage;
  /** Called when a request was answered or canceled. */
  readonly onSettled: () => void;
  /** The messages of the handshake, which has been answered. */
  readonly handshake: readonly Message[];
}

/** The leg of the legacy era over stdio: one session, as long as the connection. */
export async function openLegacyStdio(
  dependencies: SessionDependencies,
  { write, onSettled, handshake }: LegacyConnection,
): Promise<Leg> {
  const server = createMcpServer(dependencies);
  let replaying = true;
  const channel = new Channel(async (message) => {
    if (!replaying) await write(message);
  }, onSettled);
  server.onIgnored(() => channel.dropGiven());
  await server.connect(channel);
  for (const message of handshake) channel.deliver(message);
  await channel.answered();
  replaying = false;
  return {
    get pending() {
      return channel.pending;
    },
    deliver: (message) => channel.deliver(message),
    idle: async () => {
      await channel.answered();
      await server.idle();
    },
    close: () => server.close(),
  };
}
