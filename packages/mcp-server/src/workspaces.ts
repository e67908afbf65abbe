import {
  type Clock,
  type CloudEndpoints,
  type CloudName,
  type ComputeClient,
  createClient,
  ForbiddenError,
  type Transport,
  Workspace,
  type WorkspaceName,
  workspaceIdOf,
} from '@azureml-kubernetes/core';
import { parseWorkspace } from './parse-workspace.js';

/** More workspaces than one server is used for at a time; the one opened first is closed first. */
const MAX_OPEN = 100;

export interface OpenWorkspace {
  readonly workspace: Workspace;
  readonly client: ComputeClient;
}

export interface WorkspacesOptions {
  /** The only workspace that calls work on; null when each call names its own. */
  readonly pinned: WorkspaceName | null;
  /** The workspaces that calls may name; null means any. */
  readonly allowed: readonly WorkspaceName[] | null;
  readonly cloud: CloudName | CloudEndpoints;
  readonly transport: Transport;
  readonly clock: Clock;
}

/** The one door to workspaces. Each is opened once, so that everyone who waits in it shares the polls. */
export class Workspaces {
  readonly #options: WorkspacesOptions;
  readonly #open = new Map<string, OpenWorkspace>();

  constructor(options: WorkspacesOptions) {
    this.#options = options;
  }

  get pinned(): boolean {
    return this.#options.pinned !== null;
  }

  /** @throws InvalidInputError for a name that is none, ForbiddenError for one that is not allowed. */
  open(text: string): OpenWorkspace {
    const reference = this.#options.pinned ?? parseWorkspace(text);
    const key = keyOf(reference);
    this.#requireAllowed(key);
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const { cloud, transport, clock } = this.#options;
    const workspace = new Workspace(reference, { cloud, transport, clock });
    const opened = { workspace, client: createClient(workspace) };
    const [first] = this.#open.keys();
    if (this.#open.size >= MAX_OPEN && first !== undefined) this.#open.delete(first);
    this.#open.set(key, opened);
    return opened;
  }

  #requireAllowed(key: string): void {
    const { allowed } = this.#options;
    if (allowed === null || allowed.some((one) => keyOf(one) === key)) return;
    throw new ForbiddenError('this server does not work on that workspace', {
      hint: 'Name one of the workspaces that the server was started with (--allow-workspace)',
    });
  }
}

function keyOf(reference: WorkspaceName): string {
  return workspaceIdOf(reference).toLowerCase();
}
