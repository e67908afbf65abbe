import { refuse } from '../domain/preparing/input.js';
import type { Announce, PreparationWrite } from '../domain/preparing/preparation-write.js';
import { type PrepareTargetInput, parsePrepareTarget } from '../domain/preparing/prepare-target.js';
import { type InClusterUse, STEP_IDS, type StepId } from '../domain/preparing/step.js';
import type { ComputeService } from '../service/service.js';
import { openPreparation, secretsOf } from './open-preparation.js';
import { outcomeKindOf, type PreparationOutcome } from './preparation-outcome.js';
import { planOf } from './preparation-plan.js';
import { type PreparationProgress, PreparationRun } from './preparation-run.js';
import { runSteps } from './run-steps.js';

/** How to prepare a cluster. */
export interface PrepareOptions {
  /** The steps that may be carried out; naming `extension` also allows a failed one to be written again. @default all */
  readonly steps?: readonly StepId[] | undefined;
  /** How far commands may be run in the cluster. @default 'off' */
  readonly inCluster?: InClusterUse | undefined;
  /** How long to wait for Azure, in milliseconds; 0 sends what can be sent now and waits for nothing. @default one hour */
  readonly maxWaitMs?: number | undefined;
  /** Called right before each single write, each command and each read of keys; a rejection stops the preparation. */
  readonly beforeWrite?: ((write: PreparationWrite) => Promise<void>) | undefined;
  /** Called as each step starts and ends. */
  readonly onProgress?: ((event: PreparationProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How long a preparation waits where nothing else is said. */
const DEFAULT_PREPARE_MS = 60 * 60_000;

/**
 * Prepares a cluster as far as it can and the time allows. It holds no state: called again, by any caller and from
 * any process, it goes on from what Azure says, and sends nothing that is there already.
 *
 * @throws InvalidInputError before any request; NotFoundError when there is no such cluster; the typed error of a
 * refusal to read it; what `beforeWrite` throws; CredentialError; the signal's reason.
 */
export async function prepare(
  service: ComputeService,
  target: PrepareTargetInput,
  options: PrepareOptions = {},
): Promise<PreparationOutcome> {
  const wanted = parsePrepareTarget(target);
  const only = parseSteps(options.steps);
  const { clock, random } = service.workspace;
  const maxWaitMs = parseMaxWait(options.maxWaitMs);
  const { inCluster, onProgress, signal } = options;
  const secrets = secretsOf(wanted);
  const run = new PreparationRun({ clock, random, maxWaitMs, only, secrets, onProgress });
  try {
    const announce = announcing(options.beforeWrite);
    const context = await openPreparation(service, wanted, {
      inCluster,
      named: only ?? new Set(),
      announce,
      secrets,
      signal,
    });
    const steps = await runSteps(context, run);
    return { kind: outcomeKindOf(steps, run), plan: await planOf(context, steps) };
  } catch (error) {
    throw error instanceof StoppedByCaller ? error.cause : error;
  }
}

/** Keeps a rejection of the caller's apart from every error of Azure, which may only block a step. */
class StoppedByCaller extends Error {}

function announcing(beforeWrite: PrepareOptions['beforeWrite']): Announce {
  return async (write) => {
    try {
      await beforeWrite?.(write);
    } catch (cause) {
      throw new StoppedByCaller('stopped', { cause });
    }
  };
}

function parseSteps(steps: readonly StepId[] | undefined): ReadonlySet<StepId> | null {
  if (steps === undefined) return null;
  const isKnown = Array.isArray(steps) && steps.every((step) => STEP_IDS.includes(step));
  return isKnown
    ? new Set(steps)
    : refuse('steps', { rule: `must be a list of ${STEP_IDS.join(', ')}`, example: "['extension']" });
}

function parseMaxWait(maxWaitMs: number = DEFAULT_PREPARE_MS): number {
  if (Number.isFinite(maxWaitMs) && maxWaitMs >= 0) return maxWaitMs;
  return refuse('maxWaitMs', { rule: 'must be a number of milliseconds from 0 on', example: '60000' });
}
