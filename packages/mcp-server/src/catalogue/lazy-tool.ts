import type { Tool } from './define-tool.js';
import type { ListedTool } from './tool-listing.js';

/** What is known of a tool without loading it. */
export interface ToolFacts extends Pick<Tool, 'name' | 'title' | 'description' | 'hints'> {
  readonly listed: { readonly pinned: ListedTool; readonly unpinned: ListedTool };
  readonly readOnlyForm?: ToolFacts;
}

/** What is to be known of a tool before it is called. */
export function toolFacts(tool: Tool): ToolFacts {
  const { name, title, description, hints, readOnlyForm } = tool;
  const listed = { pinned: tool.list({ pinned: true }), unpinned: tool.list({ pinned: false }) };
  const facts = { name, title, description, hints, listed };
  return readOnlyForm === undefined ? facts : { ...facts, readOnlyForm: toolFacts(readOnlyForm) };
}

/** Finds the loaded tool of a lazy one among all tools. */
type FindTool = (tools: readonly Tool[]) => Tool | undefined;

/** A tool that is loaded by its first call. The program offers these, so that it starts without any tool's schemas. */
export function lazyTool(facts: ToolFacts, load: () => Promise<readonly Tool[]>): Tool {
  const find: FindTool = (tools) => tools.find(({ name }) => name === facts.name);
  const tool = lazyForm(facts, load, find);
  const { readOnlyForm } = facts;
  if (readOnlyForm === undefined) return tool;
  return { ...tool, readOnlyForm: lazyForm(readOnlyForm, load, (tools) => find(tools)?.readOnlyForm) };
}

function lazyForm(facts: ToolFacts, load: () => Promise<readonly Tool[]>, find: FindTool): Tool {
  const { name, title, description, hints, listed } = facts;
  let loaded: Tool | undefined;
  const require = async (): Promise<Tool> => {
    const tool = find(await load());
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
      loaded ??= await require();
      return loaded.call(args, context);
    },
  };
}
