import type { CommandRefusal } from '../domain/preparing/cluster-evidence.js';
import type { StepId } from '../domain/preparing/step.js';
import type { ComputeTargetError } from '../errors/compute-target-error.js';
import type { ServiceProblem } from '../errors/service-problem.js';
import { type Performed, performWrite } from './perform-write.js';
import type { PreparationRun } from './preparation-run.js';
import { explainInstall } from './steps/extension/explain-install.js';
import { wordsOf } from './steps/extension/failed-extension.js';
import { blockedStep, type PreparationStep } from './steps/preparation-step.js';
import { missingRights } from './steps/require-rights.js';
import type { PreparationContext, StepDefinition } from './steps/step-definition.js';
import type { StepWrite } from './steps/step-write.js';

/** Sendings of one write in one run, the first included, where no answer came and nothing shows. */
const MAX_LOST = 4;
/** Looks at a state that could not be read, and at a change that Azure accepted and does not show. */
const MAX_BLIND = 5;

/**
 * Carries a step out as far as this run lasts: look, send at most one thing, follow it, look again. Nothing is
 * remembered between runs; within one, what Azure has accepted is never sent twice.
 *
 * @throws what the announcement throws; CredentialError; the signal's reason.
 */
export async function runStep(
  definition: StepDefinition,
  context: PreparationContext,
  run: PreparationRun,
): Promise<PreparationStep> {
  const attempt = new StepAttempt(definition, context, run);
  for (;;) {
    const step = await attempt.advance();
    if (step !== null) return step;
  }
}

class StepAttempt {
  readonly #definition: StepDefinition;
  readonly #run: PreparationRun;
  readonly #deadlineMs: number;
  readonly #accepted = new Set<string>();
  #context: PreparationContext;
  #looks = 0;
  #blind = 0;
  #lost = 0;

  constructor(definition: StepDefinition, context: PreparationContext, run: PreparationRun) {
    this.#definition = definition;
    this.#context = context;
    this.#run = run;
    this.#deadlineMs = context.service.workspace.clock.monotonic() + definition.withinMs;
  }

  /** One round; null while there is more to do. */
  async advance(): Promise<PreparationStep | null> {
    const ready = await this.#definition.examine(this.#context);
    this.#run.reportStep(ready.step);
    if (ready.step.state === 'under-way')
      return (await this.#pause(ready.pauseMs ?? null)) ? null : ready.step;
    if (ready.isPassing === true) return this.#lookAgain(ready.step);
    if (ready.step.state !== 'needed' || ready.write === null || !this.#run.allows(ready.step.id))
      return ready.step;
    if (this.#accepted.has(keyOf(ready.write))) return this.#lookAgain(notShown(ready.step));
    return this.#perform(ready.step, ready.write);
  }

  async #perform(step: PreparationStep, write: StepWrite): Promise<PreparationStep | null> {
    const held = this.#run.pauseLeftMs;
    if (held !== null) return (await this.#pause(held)) ? null : waitingStep(step, held);
    const performed = await performWrite(this.#context, this.#run, { write, deadlineMs: this.#deadlineMs });
    switch (performed.kind) {
      case 'accepted':
        return this.#afterAccepted(step, write, performed);
      case 'already-there':
        return this.#afterThere(write);
      case 'again':
        return this.#afterAgain(step, performed);
      case 'refused':
        return refusedStep(step, performed.refusal);
      case 'command-refused':
        return this.#afterCommandRefused(step, performed);
      case 'lost':
        return this.#afterLost(step, write, performed.pauseMs);
    }
  }

  async #afterAgain(
    step: PreparationStep,
    { refusal, pauseMs }: Performed & { readonly kind: 'again' },
  ): Promise<PreparationStep | null> {
    if (refusal.code === 'throttled' && pauseMs !== null) this.#run.holdWrites(pauseMs);
    if (await this.#pause(pauseMs)) return null;
    if (refusal.code === 'timed-out') return step;
    return pauseMs === null ? refusedStep(step, refusal) : waitingStep(step, pauseMs);
  }

  async #afterCommandRefused(
    step: PreparationStep,
    { refusal }: Performed & { readonly kind: 'command-refused' },
  ): Promise<PreparationStep | null> {
    const { pauseMs } = refusal;
    if (refusal.reason === 'no-time-left') return step;
    if (refusal.reason !== 'throttled' || pauseMs === null) return commandRefusedStep(step, refusal);
    this.#run.holdWrites(pauseMs);
    return (await this.#pause(pauseMs)) ? null : waitingStep(step, pauseMs);
  }

  async #afterAccepted(
    step: PreparationStep,
    write: StepWrite,
    { problems }: Performed & { readonly kind: 'accepted' },
  ): Promise<PreparationStep | null> {
    this.#accepted.add(keyOf(write));
    this.#context = { ...this.#context, named: without(this.#context.named, step.id) };
    this.#blind = 0;
    this.#looks = 0;
    return problems === null ? null : this.#afterFailed(step, problems);
  }

  /** A failed write may leave nothing behind to look at: its own words are kept. */
  async #afterFailed(step: PreparationStep, problems: readonly ServiceProblem[]): Promise<PreparationStep> {
    const now = (await this.#definition.examine(this.#context)).step;
    if (now.state === 'done' || now.failure !== null) return now;
    return failedStep(step, problems, this.#context);
  }

  /** A command is never sent twice; a request is, where a look shows that nothing came of it. */
  async #afterLost(
    step: PreparationStep,
    write: StepWrite,
    pauseMs: number | null,
  ): Promise<PreparationStep | null> {
    this.#lost += 1;
    if (write.kind === 'command') this.#accepted.add(keyOf(write));
    if (this.#lost < MAX_LOST && (await this.#pause(pauseMs))) return null;
    return pauseMs === null ? lostStep(step) : waitingStep(step, pauseMs);
  }

  /** Lists may not show yet what Azure says is there. */
  #afterThere(write: StepWrite): null {
    this.#accepted.add(keyOf(write));
    const settled = new Set([...this.#context.settled, ...write.write.changes]);
    this.#context = { ...this.#context, settled };
    return null;
  }

  async #lookAgain(step: PreparationStep): Promise<PreparationStep | null> {
    this.#blind += 1;
    return this.#blind < MAX_BLIND && (await this.#pause()) ? null : step;
  }

  #pause(hintMs: number | null = null): Promise<boolean> {
    this.#looks += 1;
    const looks = { count: this.#looks, hintMs };
    const { signal } = this.#context;
    return this.#run.pause(looks, this.#definition.pace, { deadlineMs: this.#deadlineMs, signal });
  }
}

function keyOf(write: StepWrite): string {
  const place = write.kind === 'request' ? `${write.method} ${write.url}` : write.command;
  return `${place} ${write.write.changes.join(' ')}`;
}

function without(named: ReadonlySet<StepId>, id: StepId): ReadonlySet<StepId> {
  return new Set([...named].filter((one) => one !== id));
}

/** Azure lets the run end before the next write: another run goes on after the pause. */
function waitingStep(step: PreparationStep, pauseMs: number): PreparationStep {
  const seconds = Math.ceil(pauseMs / 1_000);
  const summary = `Azure asks to wait ${seconds} seconds`;
  return { ...step, state: 'under-way', summary, fix: `Prepare again in ${seconds} seconds` };
}

function refusedStep(step: PreparationStep, refusal: ComputeTargetError): PreparationStep {
  const { service } = refusal;
  const untrusted = [service?.code, service?.message].filter((part) => part != null).join(': ') || null;
  if (refusal.code === 'forbidden') return blockedStep(step, { ...missingRights(step.needs), untrusted });
  const summary =
    refusal.code === 'conflict' ? 'another operation is in the way' : 'Azure refused the change';
  return blockedStep(step, { summary, fix: refusal.hint, untrusted });
}

/** What cannot be done by a command is left to a person, unless the command itself failed. */
function commandRefusedStep(
  step: PreparationStep,
  { reason, summary, fix, untrusted }: CommandRefusal,
): PreparationStep {
  if (reason !== 'failed') return { ...step, state: 'by-hand', summary, fix, untrusted };
  const failure = { cause: 'command-failed', summary, fix, source: step.source };
  return { ...blockedStep(step, { summary, fix, untrusted }), failure };
}

function failedStep(
  step: PreparationStep,
  problems: readonly ServiceProblem[],
  context: PreparationContext,
): PreparationStep {
  const failure = step.id === 'extension' ? explainInstall(problems, context) : generalFailure(step);
  return {
    ...blockedStep(step, { summary: failure.summary, fix: failure.fix, untrusted: wordsOf(problems) }),
    failure,
  };
}

function generalFailure({ source }: PreparationStep) {
  return {
    cause: null,
    summary: 'Azure accepted the change and then failed to make it',
    fix: 'Read what Azure says, then prepare again',
    source,
  };
}

function lostStep(step: PreparationStep): PreparationStep {
  const summary = 'no answer came: the change may have been carried out or not';
  return { ...step, state: 'unknown', summary, fix: 'Prepare again: it goes on from what Azure says then' };
}

function notShown(step: PreparationStep): PreparationStep {
  const summary = 'the change was sent, and does not show';
  return { ...step, state: 'unknown', summary, fix: 'Prepare again: it goes on from what Azure says then' };
}
