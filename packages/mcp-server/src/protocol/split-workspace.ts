import * as z from 'zod';
import { inputParams } from '../catalogue/input-params.js';
import { parseArguments } from '../catalogue/parse-arguments.js';

const schema = z.strictObject({ workspace: inputParams.workspace });

/**
 * Takes the workspace out of the arguments of a call, where calls name one.
 * @throws ComputeTargetError when it is missing.
 */
export function splitWorkspace(
  args: Readonly<Record<string, unknown>>,
  { pinned }: { readonly pinned: boolean },
): { readonly workspace: string; readonly rest: Readonly<Record<string, unknown>> } {
  if (pinned) return { workspace: '', rest: args };
  const { workspace, ...rest } = args;
  return { ...parseArguments(schema, { workspace }), rest };
}
