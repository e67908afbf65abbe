import type { Tool } from './define-tool.js';
import type { ListedTool } from './tool-listing.js';

/** What is known of a tool without loading it. */
export interface ToolFacts extends Pick<Tool, 'name' | 'title' | 'description' | 'hints'> {
  readonly listed: { readonly pinned: ListedTool; readonly unpinned: ListedTool };
}

/** What is to be known of a tool before it is called. */
export function toolFacts(tool: Tool): ToolFacts {
  const { name, title, description, hints } = tool;
  const listed = { pinned: tool.list({ pinned: true }), unpinned: tool.list({ pinned: false }) };
  return { name, title, description, hints, listed };
}

/** A tool that is loaded by its first call. The program offers these, so that it starts without any tool's schemas. */
export function lazyTool(facts: ToolFacts, load: () => Promise<readonly Tool[]>): Tool {
  const { name, title, description, hints, listed } = facts;
  let loaded: Tool | undefined;
  const find = async (): Promise<Tool> => {
    const tool = (await load()).find((one) => one.name === name);
    if (tool === undefined) throw new Error(`no tool ${name} was loaded`);
    return tool;
  };
  return {
    name,
    title,
    description,
    hints,
    list: ({ pinned }) => (pinned ? listed.pinned : listed.unpinned),
    call: async (args, context) => {
      loaded ??= await find();
      return loaded.call(args, context);
    },
  };
}
