import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { openSession } from '../../protocol/open-session.js';
import type { SessionDependencies } from '../../protocol/session-dependencies.js';
import { RunningWork } from '../../runtime/running-work.js';
import { Channel, type WriteMessage } from '../../stdio/channel.js';
import type { Leg } from '../../stdio/legs.js';
import { canceledRequest } from '../../stdio/message.js';
import { createServer } from './create-server.js';
import { readAcknowledgment, withKnownUris } from './listen-filter.js';
import { ListenedResources } from './listened-resources.js';
import { readableCall } from './readable-call.js';

/** How the leg reaches its client. */
export interface ModernConnection {
  readonly write: WriteMessage;
  /** Called when a request was answered or canceled. */
  readonly onSettled: () => void;
}

/** The leg of the modern era over stdio. One server answers all requests of the connection; none depends on another. */
export async function openModernStdio(
  dependencies: SessionDependencies,
  { write, onSettled }: ModernConnection,
): Promise<Leg> {
  const { log } = dependencies;
  const { watch, ...session } = openSession(dependencies);
  const running = new RunningWork();
  const server = createServer({ ...session, watch }, running);
  const listened =
    watch === null
      ? null
      : new ListenedResources(watch, (uri) => {
          server.sendResourceUpdated({ uri }).catch(() => log('debug', 'update-not-sent'));
        });
  const channel = new Channel(async (message) => {
    await write(message);
    const stream = readAcknowledgment(message);
    if (stream !== null) listened?.add(stream);
  }, onSettled);
  const connection = serveStdio(() => server, {
    legacy: 'reject',
    transport: channel,
    onerror: ({ name }) => {
      log('warn', 'message-ignored', { reason: name });
      channel.dropGiven();
    },
  });
  return {
    get pending() {
      return channel.pending;
    },
    deliver: (message) => {
      const readable = readableCall(message);
      if (readable.kind === 'refused') {
        write(readable.answer).catch(() => log('debug', 'answer-not-sent'));
        return;
      }
      channel.deliver(withKnownUris(readable.message, watch));
      const canceled = canceledRequest(message);
      if (canceled !== null) listened?.remove(canceled);
    },
    idle: async () => {
      await channel.answered();
      await running.idle();
    },
    close: async () => {
      listened?.end();
      await connection.close();
    },
  };
}
