import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { ToolContext } from '../catalogue/tool-context.js';
import { createConfirmDetach } from '../confirm/create-confirm-detach.js';
import { auditWrites } from '../observability/audit-writes.js';
import { cleanText } from '../present/clean-text.js';
import { createAsk } from './create-ask.js';
import { createProgress } from './create-progress.js';
import type { Extra } from './extra.js';
import type { ServerParts } from './server-parts.js';

/** What one call runs in. */
export interface Call {
  readonly tool: string;
  readonly parts: ServerParts;
  readonly server: Server;
  readonly extra: Extra;
}

/** @throws ComputeTargetError when the workspace is invalid, or may not be worked on. */
export function createContext(workspaceText: string, { tool, parts, server, extra }: Call): ToolContext {
  const { workspaces, operations, confirm, principal, clock, log, audit, stopping } = parts;
  const { workspace, client } = workspaces.open(workspaceText);
  const confirmDetach = createConfirmDetach({ ...confirm, principal, ask: createAsk(server, extra) });
  let confirmed: string | null = null;
  return {
    workspace,
    client:
      audit === null
        ? client
        : auditWrites(client, {
            audit,
            principal,
            client: clientOf(server),
            tool,
            workspace: workspace.id,
            confirmed: () => confirmed,
          }),
    allowed: workspaces.allowed,
    operations,
    confirmDetach: async (request) => {
      const answer = await confirmDetach(request);
      if (answer.kind === 'confirmed') confirmed = answer.how;
      return answer;
    },
    progress: createProgress(extra, log),
    clock,
    signal: extra.signal,
    stopping,
  };
}

function clientOf(server: Server): string | null {
  const client = server.getClientVersion();
  return client === undefined ? null : cleanText(`${client.name} ${client.version}`, 80);
}
