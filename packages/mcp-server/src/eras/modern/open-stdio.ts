import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { openSession } from '../../protocol/open-session.js';
import type { SessionDependencies } from '../../protocol/session-dependencies.js';
import { RunningWork } from '../../runtime/running-work.js';
import { Channel, type WriteMessage } from '../../stdio/channel.js';
import type { Leg } from '../../stdio/legs.js';
import { createServer } from './create-server.js';

/** The leg of the modern era over stdio. One server answers all requests of the connection; none depends on another. */
export async function openModernStdio(dependencies: SessionDependencies, write: WriteMessage): Promise<Leg> {
  const session = openSession(dependencies);
  const running = new RunningWork();
  const channel = new Channel(write);
  const connection = serveStdio(() => createServer(session, running), {
    legacy: 'reject',
    transport: channel,
    onerror: ({ name }) => dependencies.log('warn', 'message-ignored', { reason: name }),
  });
  return {
    deliver: (message) => channel.deliver(message),
    idle: async () => {
      await channel.answered();
      await running.idle();
    },
    close: () => connection.close(),
  };
}
