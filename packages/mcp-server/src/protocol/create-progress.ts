import type { ReportProgress } from '../catalogue/tool-context.js';
import type { Log } from '../observability/log.js';
import type { Peer } from './peer.js';

/** Sends progress for one request; null when its caller did not ask for any. */
export function createProgress(
  { meta, sendProgress }: Pick<Peer, 'meta' | 'sendProgress'>,
  log: Log,
): ReportProgress | null {
  const progressToken = meta?.progressToken;
  if (progressToken === undefined) return null;
  return (progress) => {
    sendProgress({ progressToken, ...progress }).catch(() => log('debug', 'progress-not-sent'));
  };
}
