import type { Tool } from '../catalogue/define-tool.js';
import { select, type ToolSelection } from '../catalogue/select-tools.js';
import { clusterInspect } from './cluster-inspect.js';
import { clusterList } from './cluster-list.js';
import { clusterPrepare } from './cluster-prepare.js';
import { computeAttach } from './compute-attach.js';
import { computeCheckAttach } from './compute-check-attach.js';
import { computeDetach } from './compute-detach.js';
import { computeDiagnose } from './compute-diagnose.js';
import { computeGetStatus } from './compute-get-status.js';
import { computeList } from './compute-list.js';
import { computeWait } from './compute-wait.js';

/** Every tool, in the order in which a conversation tends to need them. */
export const allTools: readonly Tool[] = [
  clusterList,
  clusterPrepare,
  clusterInspect,
  computeCheckAttach,
  computeAttach,
  computeWait,
  computeGetStatus,
  computeList,
  computeDiagnose,
  computeDetach,
];

/** Picks the tools that are offered, of all that exist. */
export function selectTools(selection: ToolSelection): readonly Tool[] {
  return select(allTools, selection);
}
