import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { SubscribeRequestSchema, UnsubscribeRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { answerRequest } from '../../protocol/answer-request.js';
import type { ResourceWatch } from '../../protocol/open-session.js';
import type { SessionDependencies } from '../../protocol/session-dependencies.js';
import { peerOf } from './peer-of.js';
import type { RunningCalls } from './running-calls.js';
import type { Subscriptions } from './subscriptions.js';
import { throwMcpError } from './throw-mcp-error.js';

interface Subscribing {
  readonly dependencies: SessionDependencies;
  readonly calls: RunningCalls;
  readonly watch: ResourceWatch;
}

/** Answers `resources/subscribe` and its opposite. The subscriptions end with the session, which is up to the caller. */
export function answerSubscriptions(
  server: Server,
  subscriptions: Subscriptions,
  { dependencies, calls, watch }: Subscribing,
): void {
  server.setRequestHandler(SubscribeRequestSchema, ({ params: { uri } }, requestInfo) => {
    const notify = (): void => {
      server.sendResourceUpdated({ uri }).catch(() => dependencies.log('debug', 'update-not-sent'));
    };
    const subscribe = async () => {
      subscriptions.add(uri, () => watch.start(uri, notify));
      return {};
    };
    return calls
      .run(requestInfo, (info) =>
        answerRequest({ method: 'resources/subscribe', dependencies, peer: peerOf(server, info) }, subscribe),
      )
      .catch(throwMcpError);
  });
  server.setRequestHandler(UnsubscribeRequestSchema, ({ params }) => {
    subscriptions.remove(params.uri);
    return {};
  });
}
