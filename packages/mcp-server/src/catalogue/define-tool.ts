import * as z from 'zod';
import type { GivenArguments } from './given-arguments.js';
import { parseArguments } from './parse-arguments.js';
import type { ToolContext } from './tool-context.js';
import type { ToolHints } from './tool-hints.js';
import { type ListedTool, type ListingOptions, listTool } from './tool-listing.js';

/** A tool as its file writes it. */
export interface ToolSpec<Input extends z.ZodRawShape, Output extends z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly hints: ToolHints;
  readonly input: Input;
  /** Every member is optional: clients hold refusals to this schema, too. */
  readonly output: Output;
  run(
    input: z.output<z.ZodObject<Input, z.core.$strict>>,
    context: ToolContext,
  ): Promise<z.input<z.ZodObject<Output, z.core.$strip>>>;
}

/** A tool as the registry and the server know it. */
export interface Tool extends Pick<ToolSpec<never, never>, 'name' | 'title' | 'description' | 'hints'> {
  /** The tool in its place where nothing may be changed; most tools that write have none. */
  readonly readOnlyForm?: Tool;
  /** What `tools/list` says of it. */
  list(options: ListingOptions): ListedTool;
  /** @throws ComputeTargetError when the arguments are refused or the work fails. */
  call(args: GivenArguments, context: ToolContext): Promise<object>;
}

/** Makes a tool of what its file declares: arguments are parsed before `run`, and each listing is made once. */
export function defineTool<Input extends z.ZodRawShape, Output extends z.ZodRawShape>(
  spec: ToolSpec<Input, Output>,
): Tool {
  const schema = z.strictObject(spec.input);
  const listings = new Map<boolean, ListedTool>();
  return {
    name: spec.name,
    title: spec.title,
    description: spec.description,
    hints: spec.hints,
    list: ({ pinned }) => {
      const listed = listings.get(pinned) ?? listTool(spec, { pinned });
      listings.set(pinned, listed);
      return listed;
    },
    call: async (args, context) => spec.run(parseArguments(schema, args), context),
  };
}
