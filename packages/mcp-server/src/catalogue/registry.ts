import { clusterList } from '../tools/cluster-list.js';
import { computeAttach } from '../tools/compute-attach.js';
import { computeCheckAttach } from '../tools/compute-check-attach.js';
import { computeDetach } from '../tools/compute-detach.js';
import { computeDiagnose } from '../tools/compute-diagnose.js';
import { computeGetStatus } from '../tools/compute-get-status.js';
import { computeList } from '../tools/compute-list.js';
import { computeWait } from '../tools/compute-wait.js';
import type { Tool } from './define-tool.js';
import { select, type ToolSelection } from './select-tools.js';

/** Every tool, in the order in which a conversation tends to need them. */
export const allTools: readonly Tool[] = [
  clusterList,
  computeCheckAttach,
  computeAttach,
  computeWait,
  computeGetStatus,
  computeList,
  computeDiagnose,
  computeDetach,
];

export function selectTools(selection: ToolSelection): readonly Tool[] {
  return select(allTools, selection);
}
