import * as z from 'zod';
import type { GivenArguments } from '../catalogue/given-arguments.js';
import { inputParams } from '../catalogue/input-params.js';
import { parseArguments } from '../catalogue/parse-arguments.js';
import { similarParameter } from '../catalogue/similar-parameter.js';

const schema = z.strictObject({ workspace: inputParams.workspace });

/**
 * Takes the workspace out of the arguments of a call, where calls name one.
 * @throws ComputeTargetError when it is missing, or stands under another name.
 */
export function splitWorkspace(
  args: GivenArguments,
  { pinned }: { readonly pinned: boolean },
): { readonly workspace: string; readonly rest: GivenArguments } {
  if (pinned) return { workspace: '', rest: args };
  const { workspace, ...rest } = args;
  const misspelled = Object.entries(rest).filter(([name]) => similarParameter(name, ['workspace']) !== null);
  const given = workspace === undefined ? Object.fromEntries(misspelled) : { workspace };
  return { ...parseArguments(schema, given), rest };
}
