import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ReadResourceRequestSchema,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { ComputeResources } from '../resources/compute-resources.js';
import { answerRequest } from './answer-request.js';
import type { RunningCalls } from './running-calls.js';
import type { SessionDependencies } from './session-dependencies.js';
import type { Subscriptions } from './subscriptions.js';

/** Answers the requests about resources; the maker of the subscriptions has to end them with the session. */
export function serveResources(
  server: Server,
  subscriptions: Subscriptions,
  { dependencies, calls }: { readonly dependencies: SessionDependencies; readonly calls: RunningCalls },
): void {
  const resources = new ComputeResources(dependencies.workspaces);
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: [resources.template],
  }));
  server.setRequestHandler(ListResourcesRequestSchema, ({ method, params }, requestInfo) =>
    answerRequest({ method, dependencies, calls, requestInfo }, async (signal) => ({
      ...(await resources.list(params?.cursor, signal)),
    })),
  );
  server.setRequestHandler(ReadResourceRequestSchema, ({ method, params }, requestInfo) =>
    answerRequest({ method, dependencies, calls, requestInfo }, async (signal) => ({
      contents: [await resources.read(params.uri, signal)],
    })),
  );
  if (!dependencies.lasting) return;
  server.setRequestHandler(SubscribeRequestSchema, ({ method, params: { uri } }, requestInfo) =>
    answerRequest({ method, dependencies, calls, requestInfo }, async () => {
      const tell = (): void => {
        server.sendResourceUpdated({ uri }).catch(() => dependencies.log('debug', 'update-not-sent'));
      };
      subscriptions.add(uri, () => resources.listen(uri, tell));
      return {};
    }),
  );
  server.setRequestHandler(UnsubscribeRequestSchema, ({ params }) => {
    subscriptions.remove(params.uri);
    return {};
  });
}
