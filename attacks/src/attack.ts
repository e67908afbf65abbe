import type { Stage } from './stage/stage.ts';

/** How much is played: the smallest that shows the promise, or the size of a night. */
export type Size = 'usual' | 'nightly';

/** One way to break the built programs, and the promise that it must not break. */
export interface Attack {
  /** Names it on the command line. */
  readonly name: string;
  /** What holds, as a sentence without its full stop. */
  readonly promise: string;
  /** `quick` takes a few seconds and is part of `check`; `long` is played by `pnpm attacks`; `nightly` by night only. */
  readonly pace: 'quick' | 'long' | 'nightly';
  /**
   * Plays it.
   * @returns what was seen, as figures
   * @throws AssertionError when the promise is broken
   */
  play(stage: Stage, size: Size): Promise<string>;
}
