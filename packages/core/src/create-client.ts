import {
  type AttachOptions,
  type AttachResult,
  attach,
  plan,
  type RequestedAttach,
} from './attaching/attach.js';
import { type DetachResult, detach, sendDetach } from './attaching/detach.js';
import { type AttachReport, type CheckScope, checkAttach, checkWorkspace } from './diagnosis/check-attach.js';
import { type DiagnoseOptions, type Diagnosis, diagnose } from './diagnosis/diagnose.js';
import { connectGraph } from './discovery/connect-graph.js';
import { type FindClustersOptions, type FoundClusters, findClusters } from './discovery/find-clusters.js';
import type { ResourceGraph } from './discovery/resource-graph.js';
import { type AttachConfiguration, requireConfiguration } from './domain/attach-configuration.js';
import type { AttachPlan } from './domain/attach-plan.js';
import type { Compute } from './domain/compute.js';
import { parseComputeName } from './domain/ids/compute-name.js';
import type { WorkspaceId } from './domain/ids/resource-ids.js';
import { workspaceNameOf } from './domain/ids/workspace-name.js';
import type { JsonObject } from './domain/json.js';
import type { ClusterEvidence } from './domain/preparing/cluster-evidence.js';
import type { PrepareTargetInput } from './domain/preparing/prepare-target.js';
import {
  type ApplyFleetOptions,
  applyFleet,
  type FleetEvent,
  type FleetService,
} from './fleet/apply-fleet.js';
import type { Fleet } from './fleet/fleet.js';
import { type FleetPlan, planFleet } from './fleet/plan-fleet.js';
import { type Pace, parsePace } from './lro/schedule.js';
import { type InspectOptions, inspectCluster } from './preparing/inspect-cluster.js';
import type { PreparationOutcome } from './preparing/preparation-outcome.js';
import {
  type PlanPreparationOptions,
  type PreparationPlan,
  planPreparation,
} from './preparing/preparation-plan.js';
import { type PrepareOptions, prepare } from './preparing/prepare.js';
import { list } from './service/list.js';
import { readJson, requireCompute } from './service/read-compute.js';
import { type ComputeService, createComputeService, type WorkspaceAccess } from './service/service.js';
import type { TimeLeft } from './transport/send.js';
import { SharedPolls, watchCompute } from './waiting/shared-polls.js';
import { type WaitOptions, type WaitOutcome, wait } from './waiting/wait.js';
import type { DecodedCompute } from './wire/computes/decode-compute.js';

/** For calls that can only be stopped. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** What can be done with the computes of one workspace. Each call throws errors of `ComputeTargetError`. */
export interface ComputeClient {
  /** Attaches a cluster under a name; returns as soon as the service has accepted it. */
  attach(name: string, configuration: AttachConfiguration, options?: AttachOptions): Promise<AttachResult>;
  /** Removes the association of a compute with the workspace; never touches the cluster. */
  detach(name: string, options?: CallOptions & DetachOptions): Promise<DetachResult>;
  /** Reads a compute; throws NotFoundError when it is absent. */
  get(name: string, options?: CallOptions): Promise<Compute>;
  /** Reads a compute as JSON, just as the service answers it. */
  getJson(name: string, options?: CallOptions): Promise<JsonObject>;
  /** Lists the computes of every type; those of other types, and those that cannot be read, are told apart. */
  list(options?: CallOptions): AsyncIterable<DecodedCompute>;
  /** Waits for the end of an attach or detach; the outcome is a value. */
  wait(name: string, options?: WaitOptions): Promise<WaitOutcome>;
  /** Looks at a compute again and again while it is iterated, or until the signal aborts; null: there is none. */
  watch(name: string, options?: CallOptions): AsyncIterable<Compute | null>;
  /** Looks at everything that an attach needs; changes nothing. */
  checkAttach(
    name: string,
    configuration: AttachConfiguration,
    options?: CallOptions & CheckOptions,
  ): Promise<AttachReport>;
  /** Looks at the workspace, and at what the caller may do in it; changes nothing. */
  checkWorkspace(options?: CallOptions): Promise<AttachReport>;
  /** Tells why an attach failed or hangs; changes nothing. */
  diagnose(name: string, options?: DiagnoseOptions): Promise<Diagnosis>;
  /** Finds AKS and Azure Arc clusters that could be attached. */
  findClusters(options?: FindClustersOptions): Promise<FoundClusters>;
  /** Plans a fleet: what an apply would do, over all its workspaces. Reads only. */
  planFleet(fleet: Fleet, options?: PlanPreparationOptions): Promise<FleetPlan>;
  /** Applies a fleet: plans it, then carries out each change. */
  applyFleet(fleet: Fleet, options?: ApplyFleetOptions): AsyncIterable<FleetEvent>;
  /** Tells what an attach would do. */
  plan(name: string, configuration: AttachConfiguration, options?: CallOptions): Promise<AttachPlan>;
  /** Tells what a cluster lacks for Azure Machine Learning, and what preparing it would change. */
  planPreparation(target: PrepareTargetInput, options?: PlanPreparationOptions): Promise<PreparationPlan>;
  /** Prepares a cluster, as far as it can; called again, it goes on from what Azure says. */
  prepare(target: PrepareTargetInput, options?: PrepareOptions): Promise<PreparationOutcome>;
  /** Takes evidence from inside an AKS cluster, by commands in a pod that lives for some seconds. */
  inspectCluster(resourceId: string, options?: InspectOptions): Promise<ClusterEvidence>;
  /**
   * The same client for work that may take only so long: a request ends when no time is left, and at once where the
   * service asks for a longer pause. Waits go on sharing their polls, and have their own `timeoutMs`.
   */
  within(timeLeftMs: TimeLeft): ComputeClient;
}

/** How to check an attach. */
export interface CheckOptions {
  /** How much is looked at; default `all`. */
  readonly scope?: CheckScope | undefined;
  /** What was seen inside the cluster, from `inspectCluster`. */
  readonly evidence?: ClusterEvidence | undefined;
}

/** How to detach. */
export interface DetachOptions {
  /**
   * Whether the compute is read first, to make sure of its type. False where the caller has just read it.
   * @default true
   */
  readonly readFirst?: boolean | undefined;
}

/** Settings that all calls of a client share. */
export interface ClientOptions {
  /** How fast looks follow each other while something is waited for. */
  readonly pace?: Pace | undefined;
}

/**
 * Waits that go through one client share their requests, so make one client a workspace, or take `workspace.client`.
 * @throws InvalidInputError when `pace` is invalid.
 */
export function createClient(workspace: WorkspaceAccess, { pace }: ClientOptions = {}): ComputeClient {
  const service = createComputeService(workspace);
  const graph = connectGraph(workspace);
  const polls = new SharedPolls(service, parsePace(pace));
  return clientOf({ service, graph, polls });
}

interface ClientParts {
  readonly service: ComputeService;
  readonly graph: ResourceGraph;
  readonly polls: SharedPolls;
}

function clientOf({ service, graph, polls }: ClientParts): ComputeClient {
  const client: ComputeClient = {
    attach: async (name, configuration, options) =>
      attach(service, requireAttach(name, configuration), options),
    detach: async (name, { readFirst = true, signal } = {}) =>
      readFirst
        ? detach(service, parseComputeName(name), signal)
        : sendDetach(service, { name: parseComputeName(name), before: null, signal }),
    get: async (name, { signal } = {}) => requireCompute(service, parseComputeName(name), signal),
    getJson: async (name, { signal } = {}) => readJson(service, parseComputeName(name), signal),
    list: ({ signal } = {}) => list(service, signal),
    wait: async (name, options = {}) => wait(service, polls, { ...options, name: parseComputeName(name) }),
    async *watch(name, { signal } = {}) {
      yield* watchCompute(polls, { name: parseComputeName(name), signal });
    },
    checkAttach: async (name, configuration, options) =>
      checkAttach(service, requireAttach(name, configuration), options),
    checkWorkspace: ({ signal } = {}) => checkWorkspace(service, signal),
    diagnose: async (name, options) => diagnose(service, parseComputeName(name), options),
    findClusters: (options) => findClusters({ service, graph }, options),
    planFleet: (fleet, options) => planFleet(fleets, fleet, options),
    applyFleet: (fleet, options) => applyFleet(fleets, fleet, options),
    plan: async (name, configuration, { signal } = {}) =>
      plan(service, requireAttach(name, configuration), signal),
    planPreparation: (target, options) => planPreparation(service, target, options),
    prepare: (target, options) => prepare(service, target, options),
    inspectCluster: (resourceId, options) => inspectCluster(service, resourceId, options),
    within: (timeLeftMs) => clientOf({ service: service.within(timeLeftMs), graph, polls }),
  };
  const fleets = createFleetService(service.workspace, client);
  return client;
}

/** What a caller asks to attach, checked: one without types may give anything. */
function requireAttach(name: string, configuration: AttachConfiguration): RequestedAttach {
  return { name: parseComputeName(name), wanted: requireConfiguration(configuration) };
}

/** Fleets reach other workspaces by the connection of this one, so all of them are of one tenant. */
function createFleetService(workspace: WorkspaceAccess, own: ComputeClient): FleetService {
  const clients = new Map([[workspace.id.toLowerCase(), own]]);
  const clientFor = (id: WorkspaceId): ComputeClient => {
    const known = clients.get(id.toLowerCase());
    if (known !== undefined) return known;
    const { subscriptionId, name } = workspaceNameOf(id);
    const created = createClient({ ...workspace, id, subscriptionId, name, location: null });
    clients.set(id.toLowerCase(), created);
    return created;
  };
  return {
    ownWorkspaceId: workspace.id,
    list: (id, signal) => clientFor(id).list({ signal }),
    planPreparation: (id, target, options) => clientFor(id).planPreparation(target, options),
    clientOf: clientFor,
  };
}
