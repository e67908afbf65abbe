import type { Tool } from '../catalogue/define-tool.js';
import { lazyTool, type ToolFacts } from '../catalogue/lazy-tool.js';
import { select, type ToolSelection } from '../catalogue/select-tools.js';
import type { ListedTool } from '../catalogue/tool-listing.js';
import facts from './tool-facts.json' with { type: 'json' };

const load = async (): Promise<readonly Tool[]> => (await import('./registry.js')).allTools;

/** Every tool as the registry has it, from facts that are generated of it; the first call of one loads the registry. */
export const lazyTools: readonly Tool[] = facts.map((one) => lazyTool(asFacts(one), load));

/** The tools that a server offers, in the order of the registry. */
export function selectLazyTools(selection: ToolSelection): readonly Tool[] {
  return select(lazyTools, selection);
}

/** Facts whose schemas have lost their literal types, because JSON has none. */
interface JsonFacts extends Omit<ToolFacts, 'listed' | 'readOnlyForm'> {
  readonly listed: { readonly pinned: JsonListing; readonly unpinned: JsonListing };
  readonly readOnlyForm?: JsonFacts;
}

interface JsonListing extends Omit<ListedTool, 'inputSchema' | 'outputSchema'> {
  readonly inputSchema: object;
  readonly outputSchema: object;
}

function asFacts({ listed, readOnlyForm, ...one }: JsonFacts): ToolFacts {
  const facts = { ...one, listed: { pinned: asListed(listed.pinned), unpinned: asListed(listed.unpinned) } };
  return readOnlyForm === undefined ? facts : { ...facts, readOnlyForm: asFacts(readOnlyForm) };
}

function asListed({ inputSchema, outputSchema, ...rest }: JsonListing): ListedTool {
  const type = 'object' as const;
  return { ...rest, inputSchema: { ...inputSchema, type }, outputSchema: { ...outputSchema, type } };
}
