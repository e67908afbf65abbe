import type { Tool } from './define-tool.js';

/** Which tools are offered. */
export interface ToolSelection {
  /** Leaves out everything that writes. */
  readonly readOnly: boolean;
  /** Null means all. */
  readonly names: readonly string[] | null;
}

/** Leaves the order as it is. */
export function select(tools: readonly Tool[], { readOnly, names }: ToolSelection): readonly Tool[] {
  return tools
    .filter(({ hints }) => hints.readOnlyHint || !readOnly)
    .filter(({ name }) => names === null || names.includes(name));
}
