import type { CloudEndpoints } from '../domain/cloud.js';
import type { ComputeName } from '../domain/ids/compute-name.js';
import type { ComputeId, WorkspaceId } from '../domain/ids/resource-ids.js';
import { computeIdOf } from '../domain/ids/workspace-name.js';
import type { Secret } from '../domain/secret.js';
import { UnexpectedResponseError } from '../errors/unexpected-response-error.js';
import type { Clock } from '../runtime/clock.js';
import type { Random } from '../runtime/random.js';
import type { Answer } from '../transport/answer.js';
import { send, type TimeLeft } from '../transport/send.js';
import type { Transport } from '../transport/transport.js';
import { refusalOf } from '../wire/arm-error.js';
import { decodeWorkspace } from '../wire/decode-workspace.js';

/** A workspace and the way to it; every `Workspace` is one. */
export interface WorkspaceAccess {
  readonly id: WorkspaceId;
  readonly subscriptionId: string;
  readonly name: string;
  /** The region, or null to look it up. */
  readonly location: string | null;
  readonly cloud: CloudEndpoints;
  readonly apiVersion: string;
  readonly transport: Transport;
  readonly clock: Clock;
  /** How long requests that are sent now may take in all, in milliseconds; not given: no limit. */
  readonly timeLeftMs?: TimeLeft | undefined;
  readonly random: Random;
  /** A token with which commands act as the caller in clusters that Microsoft Entra guards; null where there is none. */
  readonly clusterToken: (signal?: AbortSignal) => Promise<Secret | null>;
}

/** The URLs of one workspace's computes, and reads from them. */
export interface ComputeService {
  readonly workspace: WorkspaceAccess;
  /** Origin of Azure Resource Manager. */
  readonly endpoint: string;
  computeId(name: ComputeName): ComputeId;
  computeUrl(name: ComputeName): string;
  readonly listUrl: string;
  get(url: string, signal: AbortSignal | undefined): Promise<Answer>;
  /** The workspace's region: the one that was given, else looked up once. */
  location(signal: AbortSignal | undefined): Promise<string>;
  /** The same service, whose requests take no longer than this. */
  within(timeLeftMs: TimeLeft): ComputeService;
}

/** Makes no request; the region is looked up when it is first needed. */
export function createComputeService(workspace: WorkspaceAccess): ComputeService {
  return serviceIn(workspace, { location: workspace.location });
}

function serviceIn(workspace: WorkspaceAccess, known: { location: string | null }): ComputeService {
  const endpoint = workspace.cloud.resourceManager;
  const query = `api-version=${workspace.apiVersion}`;
  const get: ComputeService['get'] = (url, signal) => send(workspace, { method: 'GET', url, signal });
  return {
    workspace,
    endpoint,
    computeId: (name) => computeIdOf(workspace.id, name),
    computeUrl: (name) => `${endpoint}${workspace.id}/computes/${name}?${query}`,
    listUrl: `${endpoint}${workspace.id}/computes?${query}`,
    get,
    location: async (signal) => {
      known.location ??= readLocation(await get(`${endpoint}${workspace.id}?${query}`, signal), workspace.id);
      return known.location;
    },
    within: (timeLeftMs) => serviceIn({ ...workspace, timeLeftMs }, known),
  };
}

function readLocation(answer: Answer, id: WorkspaceId): string {
  if (answer.status !== 200) throw refusalOf(answer, `reading the workspace ${id}`);
  const facts = answer.body.kind === 'json' ? decodeWorkspace(answer.body.value) : null;
  if (facts !== null) return facts.location;
  throw new UnexpectedResponseError('the workspace was answered without its location', {
    hint: 'Give the workspace its location yourself',
  });
}
