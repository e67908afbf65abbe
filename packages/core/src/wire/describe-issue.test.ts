import { expect, it } from 'vitest';
import * as z from 'zod';
import { describeIssue } from './describe-issue.js';

function describeIssueOf(schema: z.ZodType, value: unknown): string {
  const { error } = schema.safeParse(value);
  if (error === undefined) throw new Error('there is nothing to describe');
  return describeIssue(error);
}

it('names the place and the rule of the first thing wrong', () => {
  const schema = z.object({ a: z.object({ b: z.array(z.string('must be a text')) }), c: z.null() });
  expect(describeIssueOf(schema, { a: { b: ['x', 7] }, c: 1 })).toBe('a.b.1: must be a text');
});

it('names only the rule where the whole is wrong', () => {
  expect(describeIssueOf(z.string('must be a text'), 7)).toBe('must be a text');
});

it('cuts a place that the sender has made long', () => {
  const key = 'k'.repeat(1_000);
  const schema = z.object({ [key]: z.string('must be a text') });
  expect(describeIssueOf(schema, { [key]: 7 })).toBe(`${'k'.repeat(200)}: must be a text`);
});
