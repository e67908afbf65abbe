import {
  type Clock,
  type CloudEndpoints,
  type CloudName,
  type ComputeClient,
  createClient,
  ForbiddenError,
  type TokenCredential,
  type Transport,
  Workspace,
  type WorkspaceName,
  workspaceIdOf,
} from '@azureml-kubernetes/core';
import { parseWorkspace } from '../configuration/parse-workspace.js';
import { RecentMap } from '../runtime/recent-map.js';
import { ComputeWatches } from './compute-watches.js';

/** More workspaces than one server is used for at a time; the one opened first is closed first. */
const MAX_OPEN = 100;

/** A workspace that calls may work on. */
export interface OpenWorkspace {
  readonly workspace: Workspace;
  readonly client: ComputeClient;
  /** What of it is watched, by whatever session. */
  readonly watches: ComputeWatches;
}

/** Which workspaces calls may work on, and how they are reached. */
export interface WorkspacesOptions {
  /** The only workspace that calls work on; null when each call names its own. */
  readonly pinned: WorkspaceName | null;
  /** The workspaces that calls may name; null means any. */
  readonly allowed: readonly WorkspaceName[] | null;
  readonly cloud: CloudName | CloudEndpoints;
  readonly transport: Transport;
  /** Is asked for tokens for AKS clusters that Microsoft Entra guards; without it commands there are left to people. */
  readonly credential?: TokenCredential | undefined;
  readonly clock: Clock;
}

/** The one door to workspaces. Each is opened once, so that everyone who waits in it shares the polls. */
export class Workspaces {
  readonly #options: WorkspacesOptions;
  readonly #allowedKeys: ReadonlySet<string> | null;
  readonly #open = new RecentMap<string, OpenWorkspace>(MAX_OPEN);

  constructor(options: WorkspacesOptions) {
    this.#options = options;
    this.#allowedKeys = options.allowed === null ? null : new Set(options.allowed.map(keyOf));
  }

  get pinned(): boolean {
    return this.#options.pinned !== null;
  }

  /** The only workspaces that calls may name; null means any. */
  get allowed(): readonly WorkspaceName[] | null {
    return this.#options.allowed;
  }

  /** The workspaces that calls can work on, as far as they are known beforehand. */
  get known(): readonly WorkspaceName[] {
    const { pinned, allowed } = this.#options;
    return pinned === null ? (allowed ?? []) : [pinned];
  }

  /** Whether the server was started for this workspace, rather than for any. */
  isKnown(workspaceId: string): boolean {
    return this.known.some((one) => keyOf(one) === workspaceId.toLowerCase());
  }

  /** @throws InvalidInputError for an invalid name, ForbiddenError for one that is not allowed. */
  open(text: string): OpenWorkspace {
    return this.#openNamed(this.#options.pinned ?? parseWorkspace(text));
  }

  /** Opens each workspace that is known beforehand. */
  openKnown(): readonly OpenWorkspace[] {
    return this.known.map((reference) => this.#openNamed(reference));
  }

  #openNamed(reference: WorkspaceName): OpenWorkspace {
    const key = keyOf(reference);
    this.#requireAllowed(key);
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const { cloud, transport, credential, clock } = this.#options;
    const workspace = new Workspace(reference, { cloud, transport, clusterToken: credential, clock });
    const client = createClient(workspace);
    const opened = { workspace, client, watches: new ComputeWatches({ client, clock }) };
    this.#open.set(key, opened);
    return opened;
  }

  #requireAllowed(key: string): void {
    if (this.#allowedKeys?.has(key) ?? true) return;
    throw new ForbiddenError('this server does not work on that workspace', {
      hint: 'Name one of the workspaces that the server was started with (--allow-workspace)',
    });
  }
}

function keyOf(reference: WorkspaceName): string {
  return workspaceIdOf(reference).toLowerCase();
}
