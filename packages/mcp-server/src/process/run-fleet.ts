import { writeFile } from 'node:fs/promises';
import {
  type ApplyFleetOptions,
  type ComputeClient,
  ComputeTargetError,
  type Fleet,
  type FleetPlan,
  type InClusterUse,
  parseClusterId,
} from '@azureml-kubernetes/core';
import { requireAllowedCluster } from '../catalogue/require-allowed-cluster.js';
import type { FleetArguments } from '../command-line/fleet/read-fleet-verb.js';
import { renderFleetOutput } from '../command-line/fleet/render-fleet-output.js';
import { renderTotals } from '../command-line/fleet/render-plan.js';
import { renderReport } from '../command-line/fleet/render-report.js';
import { EXIT } from '../command-line/verbs/exit-code.js';
import type { PreparingConfig } from '../configuration/preparing-config.js';
import { auditFleet } from '../observability/audit-fleet.js';
import type { SessionDependencies } from '../protocol/session-dependencies.js';
import { followFleet } from './follow-fleet.js';
import type { Terminal } from './terminal.js';

/** What a fleet is planned or applied with. */
export interface FleetRun {
  readonly action: 'plan' | 'apply';
  readonly args: FleetArguments;
  readonly fleet: Fleet;
  readonly dependencies: SessionDependencies;
  readonly preparing: PreparingConfig;
  readonly client: ComputeClient;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** Plans or applies the files of a fleet. Returns the exit code. */
export async function runFleet(run: FleetRun): Promise<number> {
  const { terminal } = run;
  const fleet = run.preparing.mode === 'off' ? withoutPreparations(run.fleet) : run.fleet;
  try {
    requireAllowedClusters(fleet, run.preparing);
    return run.action === 'plan' ? await plan(run, fleet) : await apply(run, fleet);
  } catch (error) {
    if (!ComputeTargetError.isInstance(error)) throw error;
    terminal.tell(`${error.message}\n${error.hint}`);
    return EXIT.failed;
  }
}

function withoutPreparations(fleet: Fleet): Fleet {
  const computes = fleet.computes.map((compute) =>
    compute.wanted.state === 'absent'
      ? compute
      : { ...compute, wanted: { ...compute.wanted, prepare: null } },
  );
  return { ...fleet, computes };
}

/** @throws ForbiddenError for a cluster that these settings do not allow to be prepared. */
function requireAllowedClusters({ computes }: Fleet, preparing: PreparingConfig): void {
  for (const { wanted } of computes)
    if (wanted.state === 'present' && wanted.prepare !== null)
      requireAllowedCluster(parseClusterId(wanted.prepare.resourceId), preparing);
}

/** A plan of a fleet only reads: it runs commands in clusters only where an apply would. */
function inClusterUse({ preparing }: FleetRun): InClusterUse {
  return preparing.inCluster === 'write' ? 'write' : 'off';
}

async function plan(run: FleetRun, fleet: Fleet): Promise<number> {
  const { args, client, terminal, signal } = run;
  const planned = await client.planFleet(fleet, { inCluster: inClusterUse(run), signal });
  await show(args, terminal, planned);
  await writeReport(args, planned);
  if (planned.failures.length > 0) return EXIT.failed;
  if (args.detailedExitCode) return hasChanges(planned) ? CHANGES : EXIT.done;
  return planned.totals.conflict > 0 ? EXIT.failed : EXIT.done;
}

/** `--detailed-exitcode`: there are changes, as users of Terraform know it. */
const CHANGES = 2;

function hasChanges({ changes, totals, preparations }: FleetPlan): boolean {
  const isOpen = preparations.some(
    (one) => one.kind === 'failed' || one.plan.steps.some(({ state }) => OPEN.includes(state)),
  );
  return isOpen || changes.length > totals.unchanged;
}

/** Steps that an apply carries out, or waits for. What is by hand is no change of an apply. */
const OPEN = ['needed', 'under-way'];

async function show({ output }: FleetArguments, terminal: Terminal, planned: FleetPlan): Promise<void> {
  await terminal.print(await renderFleetOutput(planned, output));
}

async function writeReport({ report, files }: FleetArguments, planned: FleetPlan): Promise<void> {
  if (report === null) return;
  const isJson = report.toLowerCase().endsWith('.json');
  const text = isJson ? `${JSON.stringify(planned, null, 2)}\n` : renderReport(planned, files[0] ?? '');
  await writeFile(report, text);
}

async function apply(run: FleetRun, fleet: Fleet): Promise<number> {
  const { args, client, terminal, signal } = run;
  const inCluster = inClusterUse(run);
  const planned = await client.planFleet(fleet, { inCluster, signal });
  await show(args, terminal, planned);
  const isAgreed = args.yes || (await isConfirmed(run, planned));
  if (!isAgreed) {
    terminal.tell(
      terminal.canAsk
        ? 'Nothing was changed.'
        : 'a person has to agree, and there is no terminal to ask them: add --yes',
    );
    return EXIT.needsPerson;
  }
  const options: ApplyFleetOptions = {
    expect: args.expect ?? planned.fingerprint,
    maxDetaches: args.maxDetaches,
    concurrency: args.concurrency,
    prepare: run.preparing.mode === 'apply',
    inCluster,
    ...auditFleet(run.dependencies),
    signal,
  };
  const onPlan = (again: FleetPlan): Promise<void> => writeReport(args, again);
  return followFleet(client.applyFleet(fleet, options), { terminal, onPlan });
}

async function isConfirmed({ terminal, signal }: FleetRun, planned: FleetPlan): Promise<boolean> {
  return terminal.canAsk && terminal.confirm(renderTotals(planned), signal);
}
