import * as z from 'zod';
import { isBoilerplate, isWrappingCode } from '../domain/boilerplate.js';
import { redactText } from '../errors/redact-text.js';
import type { ServiceProblem } from '../errors/service-problem.js';
import { findNestedJson } from './nested-json.js';

const MAX_DEPTH = 8;
const MAX_CODE = 200;
const MAX_MESSAGE = 2_000;
/** How much of the start of a long message is kept: what the service was about. The reason stands at its end. */
const KEPT_START = 500;
const MAX_PROBLEMS = 20;

const object = z.record(z.string(), z.unknown());

/** The members of an error, in any of the spellings that services use. */
interface ErrorNode {
  readonly code: string | null;
  readonly message: string | null;
  /** Errors that this one wraps, each with words of its own. */
  readonly wrapped: readonly unknown[];
  /** What OData calls `innererror`: the same error with a more specific code. */
  readonly inner: readonly unknown[];
}

const WRAPPED = ['error', 'errors', 'details', 'statusmessage'];
const INNER = ['innererror', 'innererrors', 'innerexception', 'innerexceptions'];

/**
 * Finds the causes in any of the shapes in which the service reports a failure: an error, a list of errors, with or
 * without an `error` wrapper, details within details, inner errors, JSON within a text, or a bare text. The most
 * specific words win (user reports show that the useful words are in `details`, below a general "internal server
 * error"); words that say nothing yield to those that say something, and codes that only wrap to others.
 */
export function findProblems(value: unknown): ServiceProblem[] {
  return collect(value, 0).slice(0, MAX_PROBLEMS);
}

function collect(value: unknown, depth: number): ServiceProblem[] {
  if (depth > MAX_DEPTH || value === null || value === undefined) return [];
  if (typeof value === 'string') return value.trim() === '' ? [] : fromText(value, depth);
  if (Array.isArray(value)) return collectEach(value, depth + 1);
  const parsed = object.safeParse(value);
  return parsed.success ? fromNode(readNode(parsed.data), depth) : [];
}

/** Stops at as many as are kept, however long the list is. */
function collectEach(entries: readonly unknown[], depth: number): ServiceProblem[] {
  const found: ServiceProblem[] = [];
  for (const entry of entries) {
    if (found.length >= MAX_PROBLEMS) break;
    found.push(...collect(entry, depth));
  }
  return found;
}

/** `innerError`, `inner_error` and `InnerError` are one name. */
function readNode(members: Readonly<Record<string, unknown>>): ErrorNode {
  const entries = Object.entries(members).map(([key, value]) => [
    key.toLowerCase().replaceAll('_', ''),
    value,
  ]);
  const valuesOf = (names: readonly string[]): unknown[] =>
    names.flatMap((name) => entries.filter(([key]) => key === name).map(([, value]) => value));
  const textOf = (names: readonly string[]): string | null =>
    valuesOf(names).find((value): value is string => typeof value === 'string' && value.trim() !== '') ??
    null;
  const message = textOf(['message', 'errormessage', 'errordescription']);
  const isCode = (value: unknown): value is string => message !== null && isCodeBesideWords(value);
  const wrapped = valuesOf(WRAPPED);
  return {
    code: textOf(['code', 'errorcode']) ?? wrapped.find(isCode) ?? null,
    message,
    wrapped: wrapped.filter((value) => !isCode(value)),
    inner: valuesOf(INNER),
  };
}

/** OAuth puts the code under `error`, and the words under `error_description` (RFC 6749, section 5.2). */
function isCodeBesideWords(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z][\w.]{2,99}$/.test(value);
}

function fromNode({ code, message, wrapped, inner }: ErrorNode, depth: number): ServiceProblem[] {
  const own = ownProblems(code, message, depth);
  const causes = [...collectEach(wrapped, depth + 1), ...collectEach(inner, depth + 1)];
  const [first] = causes;
  if (first === undefined) return own;
  const [outer] = own;
  return outer === undefined || causes.some(saysSomething) ? causes : [merge(outer, first)];
}

function ownProblems(code: string | null, message: string | null, depth: number): ServiceProblem[] {
  if (message === null) return code === null ? [] : [problem(code, code)];
  return fromText(message, depth).map((found) => problem(moreSpecific(found.code, code), found.message));
}

/** The words of the outer error with the code of the inner one, where each is the better of the two. */
function merge(outer: ServiceProblem, inner: ServiceProblem): ServiceProblem {
  const code = moreSpecific(inner.code, outer.code);
  const words = isBareCode(inner) || saysSomething(outer) ? outer.message : inner.message;
  return isBareCode(outer) && isBareCode(inner) ? problem(code, code ?? words) : problem(code, words);
}

function moreSpecific(inner: string | null, outer: string | null): string | null {
  if (inner === null || outer === null) return inner ?? outer;
  return isWrappingCode(inner) && !isWrappingCode(outer) ? outer : inner;
}

function saysSomething(found: ServiceProblem): boolean {
  return !isBareCode(found) && !isBoilerplate(found.message);
}

function isBareCode({ code, message }: ServiceProblem): boolean {
  return code === message;
}

/** A message may hold JSON that someone turned into text; the words around it are kept. */
function fromText(message: string, depth: number): ServiceProblem[] {
  const json = depth < MAX_DEPTH ? findNestedJson(message) : null;
  const nested = json === null ? [] : collect(json.value, depth + 1);
  if (json === null || nested.length === 0) return [problem(null, message)];
  const [before, after] = [json.before, json.after].map((part) => part.replace(/^["'\s]+$/, ''));
  return nested.map((found) => problem(found.code, `${before}${found.message}${after}`));
}

function problem(code: string | null, message: string): ServiceProblem {
  return {
    code: code === null ? null : redactText(code).slice(0, MAX_CODE),
    message: shorten(redactText(message)),
  };
}

function shorten(message: string): string {
  if (message.length <= MAX_MESSAGE) return message;
  const gap = ' … ';
  return `${message.slice(0, KEPT_START)}${gap}${message.slice(message.length - (MAX_MESSAGE - KEPT_START - gap.length))}`;
}
