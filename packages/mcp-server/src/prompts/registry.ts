import type { Tool } from '../catalogue/define-tool.js';
import { attachCluster } from './attach-cluster.js';
import type { Prompt } from './define-prompt.js';
import { diagnoseCompute } from './diagnose-compute.js';
import { safeDetach } from './safe-detach.js';

/** Every prompt, in the order of a compute's life. */
export const allPrompts: readonly Prompt[] = [attachCluster, diagnoseCompute, safeDetach];

/** The prompts that lead only through tools which the caller may use. */
export function promptsFor(tools: readonly Tool[]): readonly Prompt[] {
  const names = tools.map(({ name }) => name);
  return allPrompts.filter((prompt) => prompt.tools.every((tool) => names.includes(tool)));
}
