import { ComputeTargetError } from '@azureml-kubernetes/core';
import * as z from 'zod';
import { describeIssue } from './describe-issue.js';
import { type GivenArguments, givenArguments, placeholdersOf } from './given-arguments.js';
import { similarParameter } from './similar-parameter.js';

/** A rule that the arguments break. */
interface Problem {
  /** Null where it is no parameter of the tool. */
  readonly parameter: string | null;
  readonly text: string;
}

/**
 * Parses the arguments of a call. An optional parameter that is `null`, `""` or `[]` is not given.
 * @throws ComputeTargetError `invalid-input` that names every parameter that is wrong, its rule and an example.
 */
export function parseArguments<Schema extends z.ZodObject>(
  schema: Schema,
  args: GivenArguments,
): z.output<Schema> {
  const given = givenArguments(args, schema.shape);
  const placeholders = placeholdersOf(given);
  const parsed = schema.safeParse(given);
  if (parsed.success && placeholders.length === 0) return parsed.data;
  const problems = [
    ...placeholders.map((parameter) => placeholderProblem(parameter, given)),
    ...problemsOf(parsed.error?.issues ?? [], Object.keys(schema.shape)).filter(
      ({ parameter }) => parameter === null || !placeholders.includes(parameter),
    ),
  ];
  throw new ComputeTargetError('invalid-input', problems.map(({ text }) => text).join('; '), {
    hint: hintFor([...new Set(problems.map(({ parameter }) => parameter))], schema),
  });
}

function placeholderProblem(parameter: string, given: GivenArguments): Problem {
  const what = Array.isArray(given[parameter]) ? 'holds the text' : 'is the text';
  return {
    parameter,
    text: `${parameter} ${what} null, undefined or none, which stands for a missing value: give the value, or leave the parameter out`,
  };
}

function problemsOf(issues: readonly z.core.$ZodIssue[], parameters: readonly string[]): Problem[] {
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [],
  );
  const others = issues
    .filter((issue) => issue.code !== 'unrecognized_keys' || issue.path.length > 0)
    .map((issue) => ({ parameter: topOf(issue), text: describeIssue(issue) }));
  return [...unknown.map((name) => unknownProblem(name, parameters)), ...others];
}

function topOf({ path }: z.core.$ZodIssue): string | null {
  const [first] = path;
  return typeof first === 'string' ? first : null;
}

function unknownProblem(name: string, parameters: readonly string[]): Problem {
  const meant = similarParameter(name, parameters);
  const shown = /^[\w-]{1,40}$/.test(name) ? name : 'a name that is not shown here';
  const text =
    meant === null
      ? `${shown}: no such parameter; there are ${parameters.join(', ')}`
      : `${shown}: no such parameter; did you mean ${meant}?`;
  return { parameter: meant, text };
}

function hintFor(parameters: readonly (string | null)[], { shape }: z.ZodObject): string {
  const examples = parameters.flatMap((parameter) => {
    const example = parameter === null ? undefined : exampleOf(shape[parameter]);
    return example === undefined ? [] : [`${parameter}: ${JSON.stringify(example)}`];
  });
  return examples.length === 0
    ? 'Correct the arguments as the message says'
    : `Give values such as ${examples.join(', ')}`;
}

function exampleOf(schema: unknown): unknown {
  const examples = schema instanceof z.ZodType ? schema.meta()?.['examples'] : undefined;
  return Array.isArray(examples) ? examples[0] : undefined;
}
