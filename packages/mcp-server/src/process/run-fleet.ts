import { readFile, stat, writeFile } from 'node:fs/promises';
import {
  type AroundWrite,
  type ComputeClient,
  ComputeTargetError,
  type Fleet,
  type FleetEvent,
  type FleetPlan,
} from '@azureml-kubernetes/core';
import type { FleetFile } from '../command-line/fleet/read-fleet.js';
import type { FleetArguments } from '../command-line/fleet/read-fleet-verb.js';
import { renderPlan, renderTotals } from '../command-line/fleet/render-plan.js';
import { renderReport } from '../command-line/fleet/render-report.js';
import { EXIT } from '../command-line/verbs/exit-code.js';
import { auditFleet } from '../observability/audit-fleet.js';
import type { SessionDependencies } from '../protocol/session-dependencies.js';
import type { Terminal } from './terminal.js';

/** A longer file is refused. */
const MAX_FILE_BYTES = 1_000_000;

/** What a fleet is planned or applied with. */
export interface FleetRun {
  readonly action: 'plan' | 'apply';
  readonly args: FleetArguments;
  readonly dependencies: SessionDependencies;
  readonly client: ComputeClient;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** Plans or applies the files of a fleet. Returns the exit code. */
export async function runFleet(run: FleetRun): Promise<number> {
  const fleet = await loadFleet(run);
  if (fleet === null) return run.args.detailedExitCode ? EXIT.failed : EXIT.usage;
  return run.action === 'plan' ? plan(run, fleet) : apply(run, fleet);
}

/** Null, with all problems told, where a file cannot be used. */
async function loadFleet({ args, terminal }: FleetRun): Promise<Fleet | null> {
  const texts = await Promise.all(args.files.map((file) => readText(file, terminal)));
  const files = args.files.flatMap((name, index): FleetFile[] => {
    const text = texts[index] ?? null;
    return text === null ? [] : [{ name, text }];
  });
  if (files.length < args.files.length) return null;
  const { readFleet } = await import('../command-line/fleet/read-fleet.js');
  const read = readFleet(files);
  if (read.kind === 'fleet') return read.fleet;
  for (const problem of read.problems) terminal.tell(problem);
  return null;
}

async function readText(file: string, terminal: Terminal): Promise<string | null> {
  try {
    const { size } = await stat(file);
    if (size <= MAX_FILE_BYTES) return await readFile(file, 'utf8');
    terminal.tell(`${file}: has more than ${MAX_FILE_BYTES} bytes`);
  } catch {
    terminal.tell(`${file}: cannot be read`);
  }
  return null;
}

async function plan({ args, client, terminal, signal }: FleetRun, fleet: Fleet): Promise<number> {
  const planned = await client.planFleet(fleet, { signal });
  await show(args, terminal, planned);
  await writeReport(args, planned);
  if (planned.failures.length > 0) return EXIT.failed;
  const { unchanged, conflict } = planned.totals;
  if (args.detailedExitCode) return planned.changes.length === unchanged ? EXIT.done : CHANGES;
  return conflict > 0 ? EXIT.failed : EXIT.done;
}

/** `--detailed-exitcode`: there are changes, as users of Terraform know it. */
const CHANGES = 2;

async function show({ json }: FleetArguments, terminal: Terminal, planned: FleetPlan): Promise<void> {
  await terminal.print(json ? `${JSON.stringify(planned, null, 2)}\n` : renderPlan(planned));
}

async function writeReport({ report, files }: FleetArguments, planned: FleetPlan): Promise<void> {
  if (report === null) return;
  const isJson = report.toLowerCase().endsWith('.json');
  const text = isJson ? `${JSON.stringify(planned, null, 2)}\n` : renderReport(planned, files[0] ?? '');
  await writeFile(report, text);
}

async function apply(run: FleetRun, fleet: Fleet): Promise<number> {
  const { args, client, terminal, signal } = run;
  const planned = await client.planFleet(fleet, { signal });
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
  try {
    const expect = args.expect ?? planned.fingerprint;
    const aroundWrite: AroundWrite = auditFleet(run.dependencies);
    return await follow(
      run,
      client.applyFleet(fleet, {
        expect,
        maxDetaches: args.maxDetaches,
        concurrency: args.concurrency,
        aroundWrite,
        signal,
      }),
    );
  } catch (error) {
    if (!ComputeTargetError.isInstance(error)) throw error;
    terminal.tell(`${error.message}\n${error.hint}`);
    return EXIT.failed;
  }
}

async function isConfirmed({ terminal, signal }: FleetRun, planned: FleetPlan): Promise<boolean> {
  return terminal.canAsk && terminal.confirm(renderTotals(planned), signal);
}

/** Tells each change as it ends, and sums up. */
async function follow({ args, terminal }: FleetRun, events: AsyncIterable<FleetEvent>): Promise<number> {
  const ended = { done: 0, skipped: 0, failed: 0, 'under-way': 0 };
  for await (const event of events) {
    if (event.kind === 'planned') await writeReport(args, event.plan);
    if (event.kind !== 'ended') continue;
    const { change, outcome } = event;
    ended[outcome.kind] += 1;
    const why =
      outcome.kind === 'failed'
        ? `: ${outcome.error.summary}`
        : outcome.kind === 'skipped'
          ? `: ${outcome.reason}`
          : '';
    terminal.tell(`${change.compute.name} ${change.action}: ${outcome.kind}${why}`);
  }
  const { done, skipped, failed } = ended;
  terminal.tell(
    `Applied: ${done} done, ${skipped} skipped, ${failed} failed, ${ended['under-way']} under way. Safe to repeat.`,
  );
  if (failed + skipped > 0) return EXIT.failed;
  return ended['under-way'] > 0 ? EXIT.notYet : EXIT.done;
}
