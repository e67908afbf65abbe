import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ReadResourceRequestSchema,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { ComputeResources } from '../resources/compute-resources.js';
import { answer } from './answer.js';
import type { Calls } from './calls.js';
import type { ServerParts } from './server-parts.js';
import type { Subscriptions } from './subscriptions.js';

/** Answers the requests about resources; the maker of the subscriptions has to end them with the session. */
export function serveResources(
  server: Server,
  subscriptions: Subscriptions,
  { parts, calls }: { readonly parts: ServerParts; readonly calls: Calls },
): void {
  const resources = new ComputeResources(parts.workspaces);
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: [resources.template],
  }));
  server.setRequestHandler(ListResourcesRequestSchema, ({ method, params }, extra) =>
    answer({ method, parts, calls, extra }, async (signal) => ({
      ...(await resources.list(params?.cursor, signal)),
    })),
  );
  server.setRequestHandler(ReadResourceRequestSchema, ({ method, params }, extra) =>
    answer({ method, parts, calls, extra }, async (signal) => ({
      contents: [await resources.read(params.uri, signal)],
    })),
  );
  if (!parts.lasting) return;
  server.setRequestHandler(SubscribeRequestSchema, ({ method, params: { uri } }, extra) =>
    answer({ method, parts, calls, extra }, async () => {
      const tell = (): void => {
        server.sendResourceUpdated({ uri }).catch(() => parts.log('debug', 'update-not-sent'));
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
