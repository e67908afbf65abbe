import type { ToolContext } from '../catalogue/tool-context.js';

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
 * Runs work and reports progress while it lasts: whenever the work calls `tell`, and whenever nothing has been told for
 * nine seconds. Nothing is reported to a caller who has not asked for it.
 */
export async function withHeartbeat<T>(
  { context, seconds, message }: Heart,
  run: (tell: () => void) => Promise<T>,
): Promise<T> {
  const { progress: report, clock } = context;
  if (report === null) return run(() => {});
  const startedAt = clock.monotonic();
  let over = false;
  let told = -1;
  let rest = new AbortController();
  const beatLater = (): void => {
    rest.abort();
    rest = new AbortController();
    clock.sleep(BEAT_MS, rest.signal).then(tell, () => {});
  };
  const tell = (): void => {
    if (over) return;
    const elapsed = Math.round((clock.monotonic() - startedAt) / 100) / 10;
    told = Math.max(elapsed, told + 0.01);
    report({ progress: told, total: seconds, message: message(elapsed) });
    beatLater();
  };
  beatLater();
  try {
    return await run(tell);
  } finally {
    over = true;
    rest.abort();
  }
}
