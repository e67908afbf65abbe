import type { ToolSelection } from '../catalogue/select-tools.js';
import type { Config } from './config.js';

/** The tools that a configuration asks for. */
export function selectionOf({ readOnly, tools, preparing }: Config): ToolSelection {
  const { mode: prepare, inCluster } = preparing;
  return { readOnly, names: tools, prepare, inspect: inCluster !== 'off' };
}
