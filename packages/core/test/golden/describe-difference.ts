import type { JsonValue } from '../../src/domain/json.js';
import { isObject } from './row.js';

/** What a line can hold of one side. */
const MAX_SIDE = 160;

type Side = JsonValue | undefined;

/** Where two values differ, one line a place: what is not named is the same. Lists of text are compared as sequences. */
export function describeDifference(recorded: Side, ours: Side, place = ''): string[] {
  if (isTexts(recorded) && isTexts(ours))
    return counted(sequenceDifference(recorded, ours)).map((line) => `${place}: ${line}`);
  const keys = keysOf(recorded, ours);
  if (keys === null) return recorded === ours ? [] : [`${place}: ${show(recorded)} -> ${show(ours)}`];
  return keys.flatMap((key) =>
    describeDifference(memberOf(recorded, key), memberOf(ours, key), place === '' ? key : `${place}.${key}`),
  );
}

function isTexts(value: Side): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

/** The shortest way from one list to the other: what falls away (`-`) and what comes (`+`), in order. */
function sequenceDifference(recorded: readonly string[], ours: readonly string[]): string[] {
  const [first, ...later] = recorded;
  const [own, ...laterOwn] = ours;
  if (first === undefined) return ours.map((line) => `+ ${line}`);
  if (own === undefined) return recorded.map((line) => `- ${line}`);
  if (first === own) return sequenceDifference(later, laterOwn);
  const without = [`- ${first}`, ...sequenceDifference(later, ours)];
  const withOwn = [`+ ${own}`, ...sequenceDifference(recorded, laterOwn)];
  return without.length < withOwn.length ? without : withOwn;
}

/** Lines that repeat, once and with their count. */
function counted(lines: readonly string[]): string[] {
  const starts = lines.flatMap((line, index) => (line === lines[index - 1] ? [] : [index]));
  return starts.map((start, index) => {
    const count = (starts[index + 1] ?? lines.length) - start;
    return `${shorten(lines[start] ?? '')}${count > 1 ? ` (${count} times)` : ''}`;
  });
}

/** The members of either, where both have members. */
function keysOf(one: Side, other: Side): string[] | null {
  const isPair = (isObject(one) && isObject(other)) || (Array.isArray(one) && Array.isArray(other));
  return isPair ? [...new Set([...Object.keys(Object(one)), ...Object.keys(Object(other))])] : null;
}

function memberOf(value: Side, key: string): Side {
  return Object(value)[key];
}

function show(value: Side): string {
  return value === undefined ? 'nothing' : shorten(JSON.stringify(value));
}

function shorten(text: string): string {
  const short = text
    .replaceAll(/\/subscriptions\/[^/]+\/resourceGroups\/my-rg\/providers\//g, '…/')
    .replaceAll('Microsoft.MachineLearningServices/workspaces/my-ws/', '');
  return short.length > MAX_SIDE ? `${short.slice(0, MAX_SIDE)}…` : short;
}
