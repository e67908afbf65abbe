import type { ToolContext } from './tool-context.js';

/** Below ten seconds, so that a client which gives up after ten without a word does not. */
const BEAT_MS = 9_000;

interface Heart {
  readonly context: Pick<ToolContext, 'progress' | 'clock'>;
  /** How long the work may take. */
  readonly seconds: number;
  /** What is going on, after so many seconds. */
  readonly message: (elapsedSeconds: number) => string;
}

/**
 * Runs work and reports progress while it lasts: whenever the work calls `report`, and after each nine seconds without
 * a report. Nothing is reported to a caller who did not ask for it.
 */
export async function withHeartbeat<T>(
  { context, seconds, message }: Heart,
  run: (report: () => void) => Promise<T>,
): Promise<T> {
  const { progress, clock } = context;
  if (progress === null) return run(() => {});
  const startedAt = clock.monotonic();
  let over = false;
  let notified = -1;
  let rest = new AbortController();
  const beatLater = (): void => {
    rest.abort();
    rest = new AbortController();
    clock.sleep(BEAT_MS, rest.signal).then(report, () => {});
  };
  const report = (): void => {
    if (over) return;
    const elapsed = Math.round((clock.monotonic() - startedAt) / 100) / 10;
    notified = Math.max(elapsed, notified + 0.01);
    progress({ progress: notified, total: seconds, message: message(elapsed) });
    beatLater();
  };
  beatLater();
  try {
    return await run(report);
  } finally {
    over = true;
    rest.abort();
  }
}
