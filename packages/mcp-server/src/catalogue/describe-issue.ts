import type * as z from 'zod';

/** What is wrong with one member, in a few words: the member, then the rule. */
export function describeIssue(issue: z.core.$ZodIssue, root = 'arguments'): string {
  const member = issue.path.join('.') || root;
  switch (issue.code) {
    case 'invalid_type':
      return isMissing(issue)
        ? `${member} is required`
        : `${member} must be of type ${typeOf(issue.expected)}`;
    case 'invalid_value':
      return `${member} must be one of ${issue.values.join(', ')}`;
    case 'too_small':
      return `${member} must be at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `${member} must be at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'unrecognized_keys':
      return `${member} has a member that is unknown`;
    default:
      return `${member}: ${issue.message}`;
  }
}

/** Whether an issue is that a member is not given. */
function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.input === undefined && /undefined$/.test(issue.message);
}

/** A type in the words of JSON Schema. */
function typeOf(expected: string): string {
  if (expected === 'record') return 'object';
  return expected === 'int' ? 'integer' : expected;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters long';
  return origin === 'array' ? ' entries long' : '';
}
