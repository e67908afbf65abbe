import type { Tool } from './define-tool.js';

/** What a caller may do beside reading. Preparing is not implied by writing. */
export interface ToolRights {
  readonly mayWrite: boolean;
  readonly mayPrepare: boolean;
  /** Starts pods in clusters. */
  readonly mayInspect: boolean;
}

/** The tools that a caller may use, some of them in the form that changes nothing. */
export function toolsFor(tools: readonly Tool[], rights: ToolRights): readonly Tool[] {
  return tools.flatMap((tool) =>
    tool.hints.readOnlyHint || mayUse(tool, rights) ? tool : (tool.readOnlyForm ?? []),
  );
}

function mayUse({ name }: Tool, { mayWrite, mayPrepare, mayInspect }: ToolRights): boolean {
  switch (name) {
    case 'cluster_prepare':
      return mayPrepare;
    case 'cluster_inspect':
      return mayInspect;
    default:
      return mayWrite;
  }
}

/** Whether a caller has the right to a tool, given all and their own. One that no caller is offered is not refused: it is unknown. */
export function mayCall(name: string, all: readonly Tool[], own: readonly Tool[]): boolean {
  return own.some((tool) => tool.name === name) || !all.some((tool) => tool.name === name);
}
