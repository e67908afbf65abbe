import type { Progress, ReportProgress } from '../catalogue/tool-context.js';
import type { Log } from '../observability/log.js';
import type { Peer } from './peer.js';

/** The progress of one request, on its way to the client. */
export interface SentProgress {
  /** Null when the caller did not ask for any. */
  readonly report: ReportProgress | null;
  /** Resolves once all that was reported has left: an answer that overtook it would end the client's interest. */
  sent(): Promise<void>;
}

/** Sends progress for one request. */
export function createProgress(
  { meta, sendProgress }: Pick<Peer, 'meta' | 'sendProgress'>,
  log: Log,
): SentProgress {
  const progressToken = meta?.progressToken;
  let last = Promise.resolve();
  if (progressToken === undefined) return { report: null, sent: () => last };
  const send = (progress: Progress): Promise<void> =>
    sendProgress({ progressToken, ...progress }).catch(() => log('debug', 'progress-not-sent'));
  return {
    report: (progress) => {
      const before = last;
      const sending = send(progress);
      last = before.then(() => sending);
    },
    sent: () => last,
  };
}
