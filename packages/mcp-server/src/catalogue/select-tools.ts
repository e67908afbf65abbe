import type { Tool } from './define-tool.js';
import { toolsFor } from './tools-for.js';

/** Which tools are offered. */
export interface ToolSelection {
  /** Leaves out everything that writes. */
  readonly readOnly: boolean;
  /** Null means all. */
  readonly names: readonly string[] | null;
  /** Whether clusters are prepared, planned only, or neither. @default 'plan' where `readOnly` is set, else 'apply' */
  readonly prepare?: PrepareMode;
  /** Whether clusters are looked into. @default true, unless `readOnly` is set */
  readonly inspect?: boolean;
}

/** How far clusters are prepared. */
export const PREPARE_MODES = ['off', 'plan', 'apply'] as const;
/** How far clusters are prepared. */
export type PrepareMode = (typeof PREPARE_MODES)[number];

/** Leaves the order as it is. */
export function select(tools: readonly Tool[], selection: ToolSelection): readonly Tool[] {
  const { readOnly, names, prepare = readOnly ? 'plan' : 'apply', inspect = true } = selection;
  const mayPrepare = prepare === 'apply' && !readOnly;
  const offered = tools
    .filter(({ name }) => names === null || names.includes(name))
    .filter(({ name }) => name !== 'cluster_prepare' || prepare !== 'off');
  return toolsFor(offered, { mayWrite: !readOnly, mayPrepare, mayInspect: inspect && !readOnly });
}
