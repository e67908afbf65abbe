import { AuditFileError, createAuditFile } from '../observability/audit-file.js';
import type { Finding } from './finding.js';

/** Whether writes could be recorded; without that, none is sent. */
export async function examineAuditLog(path: string): Promise<Finding> {
  const subject = 'audit log';
  try {
    await createAuditFile(path).probe();
    return { verdict: 'ok', subject, text: `${path} can be written` };
  } catch (error) {
    const reason = error instanceof AuditFileError ? error.reason : 'cannot be written';
    return {
      verdict: 'fail',
      subject,
      text: `${path} cannot be written: it ${reason}, so that attach and detach are refused`,
      advice: 'Make the folder, or name a regular file that this user alone can write, on a disk with room',
    };
  }
}
