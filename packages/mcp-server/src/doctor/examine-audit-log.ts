import { appendDurably } from '../observability/append-durably.js';
import type { Finding } from './finding.js';

/** Whether writes could be recorded; without that, none is sent. */
export async function examineAuditLog(path: string): Promise<Finding> {
  const subject = 'audit log';
  try {
    await appendDurably(path)('');
    return { verdict: 'ok', subject, text: `${path} can be written` };
  } catch {
    return {
      verdict: 'fail',
      subject,
      text: `${path} cannot be written, so that attach and detach are refused`,
      advice: 'Make the folder, or give this user the right to write there',
    };
  }
}
