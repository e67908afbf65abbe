import type { KnownSecrets } from '../domain/known-secrets.js';
import type { PreparationWrite } from '../domain/preparing/preparation-write.js';
import type { StepId } from '../domain/preparing/step.js';
import { type Looks, nextLookDelayMs, type Pace } from '../lro/schedule.js';
import type { Clock } from '../runtime/clock.js';
import type { Random } from '../runtime/random.js';
import { hideInStep } from './hide-in-step.js';
import type { PreparationStep } from './steps/preparation-step.js';

/** Something that happens while a cluster is prepared. */
export type PreparationProgress =
  /** A step was examined and stands elsewhere than before. */
  | { readonly kind: 'step'; readonly step: PreparationStep }
  /** What was announced has been sent, and this came of it. */
  | {
      readonly kind: 'written';
      readonly write: PreparationWrite;
      /** `lost`: no answer came, so that it may have been carried out or not. */
      readonly outcome: 'accepted' | 'already-there' | 'refused' | 'lost';
      /** `x-ms-request-id` of the answer. */
      readonly requestId: string | null;
    };

/** How one run of a preparation goes. */
export interface RunOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly maxWaitMs: number;
  /** Null: every step may be carried out. */
  readonly only: ReadonlySet<StepId> | null;
  readonly secrets: KnownSecrets;
  readonly onProgress: ((event: PreparationProgress) => void) | undefined;
}

/** One run: how long it lasts, what it may carry out, and who hears of it. */
export class PreparationRun {
  /** Reading of the monotonic clock at which the run stops waiting. */
  readonly deadlineMs: number;
  readonly #options: RunOptions;
  readonly #seen = new Map<StepId, string>();
  #nextWriteAt = 0;

  constructor(options: RunOptions) {
    this.#options = options;
    this.deadlineMs = options.clock.monotonic() + options.maxWaitMs;
  }

  /** Whether the time to wait has passed. */
  get isOver(): boolean {
    return this.#options.clock.monotonic() >= this.deadlineMs;
  }

  /** Whether the caller wants a step carried out. */
  allows(step: StepId): boolean {
    return this.#options.only?.has(step) ?? true;
  }

  /** How long Azure asks this run to send no write, in milliseconds; null where it does not ask. */
  get pauseLeftMs(): number | null {
    const leftMs = this.#nextWriteAt - this.#options.clock.monotonic();
    return leftMs > 0 ? leftMs : null;
  }

  /** Takes note of a pause that Azure asks for. */
  holdWrites(pauseMs: number): void {
    this.#nextWriteAt = Math.max(this.#nextWriteAt, this.#options.clock.monotonic() + pauseMs);
  }

  /** Tells of a step that stands elsewhere than when it was last seen. */
  reportStep(step: PreparationStep): void {
    const standing = `${step.state} ${step.summary}`;
    if (this.#seen.get(step.id) === standing) return;
    this.#seen.set(step.id, standing);
    this.report({ kind: 'step', step: hideInStep(step, this.#options.secrets) });
  }

  /** Tells of anything; an error of the listener is its own. */
  report(event: PreparationProgress): void {
    try {
      this.#options.onProgress?.(event);
    } catch {
      // A listener cannot stop what is under way.
    }
  }

  /**
   * Sleeps until the next look, at most until the deadline. Gives false where there is no time left for one, or where
   * the pause that Azure asks for, `hintMs`, would last longer.
   */
  async pause(
    looks: Looks,
    pace: Pace,
    limits: { readonly deadlineMs: number; readonly signal: AbortSignal | undefined },
  ): Promise<boolean> {
    const { clock, random } = this.#options;
    const left = Math.min(limits.deadlineMs, this.deadlineMs) - clock.monotonic();
    if (left <= 0 || (looks.hintMs ?? 0) >= left) return false;
    await clock.sleep(Math.min(nextLookDelayMs(looks, pace, random), left), limits.signal);
    return true;
  }
}
