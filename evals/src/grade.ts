import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Right, RightCall } from './eval-request.ts';
import type { ModelAnswer, ModelCall } from './model.ts';

/** Right when all that the model did is one of the right things: exactly one call with these arguments, or none. */
export function isRight(answer: ModelAnswer, right: readonly Right[]): boolean {
  return right.some((one) => ('call' in one ? isRightCall(answer, one) : answer.calls.length === 0));
}

function isRightCall({ calls }: ModelAnswer, right: RightCall): boolean {
  const [first, ...others] = calls;
  return (
    first !== undefined && others.length === 0 && first.tool === right.call && hasArguments(first, right)
  );
}

function hasArguments(call: ModelCall, right: RightCall): boolean {
  const given = z.record(z.string(), z.unknown()).safeParse(call.arguments);
  if (!given.success) return false;
  const judged = Object.entries(given.data).filter(([key]) => !right.may.includes(key));
  return isDeepStrictEqual(Object.fromEntries(judged), right.arguments);
}
