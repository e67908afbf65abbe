import * as z from 'zod';
import { redactText } from '../errors/redact-text.js';
import type { ServiceProblem } from '../errors/service-problem.js';

const MAX_DEPTH = 8;
const MAX_CODE = 200;
const MAX_MESSAGE = 2_000;
const MAX_PROBLEMS = 20;

const text = z.string().optional().catch(undefined);
const node = z.looseObject({
  code: text,
  message: text,
  error: z.unknown().optional(),
  details: z.unknown().optional(),
});

/**
 * Finds the causes in any of the shapes in which the service reports a failure: an error, a list of errors, with or
 * without an `error` wrapper, details within details, or a bare text. The most specific message wins
 * (user reports show that the useful words are in `details`, below a general "internal server error").
 */
export function findProblems(value: unknown): ServiceProblem[] {
  return collect(value, 0).slice(0, MAX_PROBLEMS);
}

function collect(value: unknown, depth: number): ServiceProblem[] {
  if (depth > MAX_DEPTH || value === null || value === undefined) return [];
  if (typeof value === 'string') return value.trim() === '' ? [] : fromText(value, depth);
  if (Array.isArray(value)) return collectEach(value, depth);
  const parsed = node.safeParse(value);
  return parsed.success ? fromNode(parsed.data, depth) : [];
}

/** Stops at as many as are kept, however long the list is. */
function collectEach(entries: readonly unknown[], depth: number): ServiceProblem[] {
  const found: ServiceProblem[] = [];
  for (const entry of entries) {
    if (found.length >= MAX_PROBLEMS) break;
    found.push(...collect(entry, depth + 1));
  }
  return found;
}

function fromNode({ code, message, error, details }: z.infer<typeof node>, depth: number): ServiceProblem[] {
  const inner = [...collect(error, depth + 1), ...collect(details, depth + 1)];
  if (inner.length > 0) return inner;
  if (message === undefined || message.trim() === '') return code === undefined ? [] : [problem(code, code)];
  const nested = fromText(message, depth);
  return nested.map((found) => problem(found.code ?? code ?? null, found.message));
}

/** A message may itself be JSON that someone turned into text. */
function fromText(message: string, depth: number): ServiceProblem[] {
  if (/^\s*[{[]/.test(message)) {
    const nested = collect(parseOrNull(message), depth + 1);
    if (nested.length > 0) return nested;
  }
  return [problem(null, message)];
}

function problem(code: string | null, message: string): ServiceProblem {
  return {
    code: code === null ? null : redactText(code).slice(0, MAX_CODE),
    message: redactText(message).slice(0, MAX_MESSAGE),
  };
}

function parseOrNull(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return null;
  }
}
