import {
  type Clock,
  type CloudEndpoints,
  type CloudName,
  type InClusterUse,
  InvalidInputError,
  systemClock,
  type TokenCredential,
  type Transport,
  type WorkspaceName,
} from '@azureml-kubernetes/core';
import { OperationMemory } from './azure/operation-memory.js';
import { Workspaces } from './azure/workspaces.js';
import type { Tool } from './catalogue/define-tool.js';
import type { ConfirmMode } from './confirm/confirm-mode.js';
import { createConfirmParts, MIN_SECRET_LENGTH } from './confirm/confirm-parts.js';
import { createMcpServer, type McpServer } from './eras/legacy/create-mcp-server.js';
import type { Log } from './observability/log.js';
import { observeRequests } from './observability/observe-requests.js';
import { noTracing } from './observability/tracing.js';
import { selectTools } from './tools/registry.js';
import { version } from './version.js';

/** What a server of your own is made of. */
export interface EmbeddedServerOptions {
  /** How requests reach Azure Resource Manager: what `createTransport` of core makes, or your own. */
  readonly transport: Transport;
  /** Is asked for tokens for AKS clusters that Microsoft Entra guards; without it commands there are left to people. */
  readonly credential?: TokenCredential;
  /** @default 'public' */
  readonly cloud?: CloudName | CloudEndpoints;
  /** The only workspace that calls work on; without it, each call names one. */
  readonly workspace?: WorkspaceName;
  /** The workspaces that calls may name; without it, any. */
  readonly allowed?: readonly WorkspaceName[];
  /** @default all tools, but for `cluster_inspect` without `inCluster`; `selectTools` gives fewer */
  readonly tools?: readonly Tool[];
  /** How far commands are run in AKS clusters. @default 'off' */
  readonly inCluster?: InClusterUse;
  /** Who calls: a confirmation of one caller is not valid for another. @default 'embedded' */
  readonly principal?: string;
  /** How a detach or a preparation is confirmed. @default 'auto' */
  readonly confirm?: ConfirmMode;
  /** The secret that confirmation tokens are signed with, at least 32 characters. @default a random one */
  readonly confirmKey?: string;
  /** @default the clock of the platform */
  readonly clock?: Clock;
  /** Takes what the program would write to stderr. @default nothing is logged */
  readonly log?: Log;
}

/**
 * Makes the server of one session, to be connected to a transport of the MCP SDK. It makes no request until a tool is called.
 *
 * @throws InvalidInputError when `confirmKey` is too short.
 */
export function createEmbeddedServer(options: EmbeddedServerOptions): McpServer {
  const { transport, cloud = 'public', workspace = null, allowed = null, clock = systemClock } = options;
  const log = options.log ?? (() => {});
  const observe = observeRequests({ log, clock, tracing: noTracing });
  const secrets = requireSecret(options.confirmKey);
  const inCluster = options.inCluster ?? 'off';
  return createMcpServer({
    version,
    tools: options.tools ?? selectTools({ readOnly: false, names: null, inspect: inCluster !== 'off' }),
    workspaces: new Workspaces({
      pinned: workspace,
      allowed,
      cloud,
      transport: observe(transport),
      credential: options.credential,
      clock,
    }),
    operations: new OperationMemory(),
    preparing: { inCluster, allowedClusters: null },
    confirm: createConfirmParts({ mode: options.confirm ?? 'auto', secrets, now: () => clock.now() }),
    principal: options.principal ?? 'embedded',
    clock,
    log,
    stopping: new AbortController().signal,
    tracing: noTracing,
    audit: null,
    lasting: true,
  });
}

function requireSecret(secret: string | undefined): readonly [string] | null {
  if (secret === undefined) return null;
  if (secret.length >= MIN_SECRET_LENGTH) return [secret];
  throw new InvalidInputError({
    field: 'confirmKey',
    rule: `must be at least ${MIN_SECRET_LENGTH} characters long`,
    example: 'the output of openssl rand -base64 32',
  });
}
