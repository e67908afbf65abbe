import type { ReportProgress } from '../catalogue/tool-context.js';
import type { Log } from '../observability/log.js';
import type { RequestInfo } from './request-info.js';

/** Sends progress for one request; null when its caller did not ask for any. */
export function createProgress({ _meta, sendNotification }: RequestInfo, log: Log): ReportProgress | null {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return null;
  return (progress) => {
    sendNotification({ method: 'notifications/progress', params: { progressToken, ...progress } }).catch(() =>
      log('debug', 'progress-not-sent'),
    );
  };
}
