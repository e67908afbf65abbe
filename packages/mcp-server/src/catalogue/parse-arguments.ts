import { ComputeTargetError } from '@azureml-kubernetes/core';
import * as z from 'zod';

/** @throws ComputeTargetError `invalid-input` that names every field that is wrong, its rule and an example. */
export function parseArguments<Schema extends z.ZodObject>(schema: Schema, args: unknown): z.output<Schema> {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  const known = Object.keys(schema.shape);
  const rules = parsed.error.issues.map((issue) => describeIssue(issue, known));
  const fields = parsed.error.issues.map(({ path }) => String(path[0] ?? ''));
  throw new ComputeTargetError('invalid-input', rules.join('; '), {
    hint: hintFor([...new Set(fields)], schema),
  });
}

function describeIssue(issue: z.core.$ZodIssue, known: readonly string[]): string {
  const field = issue.path.join('.') || 'arguments';
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${issue.keys.join(', ')}: no such parameter; there are ${known.join(', ')}`;
    case 'invalid_type':
      return issue.input === undefined && /undefined$/.test(issue.message)
        ? `${field} is required`
        : `${field} must be of type ${issue.expected}`;
    case 'invalid_value':
      return `${field} must be one of ${issue.values.join(', ')}`;
    case 'too_small':
      return `${field} must be at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `${field} must be at most ${issue.maximum}${unitOf(issue.origin)}`;
    default:
      return `${field}: ${issue.message}`;
  }
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters long';
  return origin === 'array' ? ' entries long' : '';
}

function hintFor(fields: readonly string[], { shape }: z.ZodObject): string {
  const examples = fields.flatMap((field) => {
    const example = exampleOf(shape[field]);
    return example === undefined ? [] : [`${field}: ${JSON.stringify(example)}`];
  });
  return examples.length === 0
    ? 'Correct the arguments as the message says'
    : `Give values such as ${examples.join(', ')}`;
}

function exampleOf(schema: unknown): unknown {
  const examples = schema instanceof z.ZodType ? schema.meta()?.['examples'] : undefined;
  return Array.isArray(examples) ? examples[0] : undefined;
}
