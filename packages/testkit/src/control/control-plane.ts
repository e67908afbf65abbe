import type { FaultPlan } from '../faults/fault-plan.js';
import type { Journal } from '../journal/journal.js';
import type { ServiceContext } from '../service/arm-call.js';
import type { ServiceTime } from '../time/service-time.js';
import { takeSnapshot, type WorldSnapshot } from '../world/snapshot.js';
import { ClusterControl } from './cluster-control.js';
import { ComputeControl } from './compute-control.js';
import { ExtensionControl } from './extension-control.js';
import { IdentityControl } from './identity-control.js';
import { PermissionControl } from './permission-control.js';
import { WorkspaceControl } from './workspace-control.js';

/** The parts of a service that its control plane reaches. */
export interface ControlParts {
  readonly context: ServiceContext;
  readonly time: ServiceTime;
  readonly faults: FaultPlan;
  readonly journal: Journal;
}

/** What a test may do with the fault plan; the service itself takes the faults. */
export type FaultControl = Pick<FaultPlan, 'plan' | 'unconsumed' | 'assertConsumed' | 'clear'>;

/** What a test may do with the journal; the service itself writes it. */
export type RequestControl = Pick<Journal, 'entries' | 'follow' | 'clear'>;

/** Steers and inspects a fake service. Nothing here goes through `fetch`, and nothing here is in the journal. */
export class ControlPlane {
  readonly workspaces: WorkspaceControl;
  readonly clusters: ClusterControl;
  readonly extensions: ExtensionControl;
  readonly identities: IdentityControl;
  readonly computes: ComputeControl;
  readonly permissions: PermissionControl;
  /** What is to go wrong. */
  readonly faults: FaultControl;
  /** What was asked of the service. */
  readonly requests: RequestControl;
  readonly time: ServiceTime;
  readonly #context: ServiceContext;

  constructor({ context, time, faults, journal }: ControlParts) {
    const { world } = context;
    this.#context = context;
    this.workspaces = new WorkspaceControl(world, time);
    this.clusters = new ClusterControl(world, time);
    this.extensions = new ExtensionControl(world, time);
    this.identities = new IdentityControl(world);
    this.computes = new ComputeControl(world, time);
    this.permissions = new PermissionControl(world);
    this.faults = faults;
    this.requests = journal;
    this.time = time;
  }

  /** The whole world as plain JSON, for the option `snapshot` of another service. */
  snapshot(): WorldSnapshot {
    return takeSnapshot(this.#context.world, {
      guidCount: this.#context.guids.count,
      now: this.time.now(),
    });
  }
}
