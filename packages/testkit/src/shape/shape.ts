import { isJsonObject } from '../json.js';

/** What is wrong with a value, and where. */
export interface Problem {
  readonly path: string;
  readonly rule: string;
  readonly example: string;
}

/** A rule for JSON: what it accepts is a `T`. */
export interface Shape<T> {
  /** The first thing that is wrong, or null. */
  problem(value: unknown, path: string): Problem | null;
  /** Only there to carry the type; never set. */
  readonly accepts?: T;
}

/** Whether a value has a shape. */
export function hasShape<T>(shape: Shape<T>, value: unknown): value is T {
  return shape.problem(value, '$') === null;
}

/** A string that matches a pattern. */
export function text(rule: string, example: string, pattern: RegExp = /^/): Shape<string> {
  return leaf((value) => typeof value === 'string' && pattern.test(value), rule, JSON.stringify(example));
}

/** One of a few words. */
export function word<const W extends string>(...words: readonly W[]): Shape<W> {
  return leaf(
    (value) => words.some((known) => known === value),
    `must be one of ${words.map((known) => `"${known}"`).join(', ')}`,
    JSON.stringify(words[0]),
  );
}

/** A finite number of at least `min`. */
export function amount(rule: string, example: number, min = 0): Shape<number> {
  return leaf(
    (value) => typeof value === 'number' && Number.isFinite(value) && value >= min,
    rule,
    String(example),
  );
}

/** A whole number of at least `min`. */
export function count(rule: string, example: number, min = 0): Shape<number> {
  return leaf((value) => Number.isSafeInteger(value) && Number(value) >= min, rule, String(example));
}

/** `true` or `false`. */
export const flag: Shape<boolean> = leaf(
  (value) => typeof value === 'boolean',
  'must be true or false',
  'true',
);

/** Any JSON object. */
export function anyObject<T extends object>(rule: string, example: string): Shape<T> {
  return leaf(isJsonObject, rule, example);
}

/** Any JSON at all. */
export function anything<T>(): Shape<T> {
  return { problem: () => null };
}

/** Null, or what the shape accepts. */
export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return { problem: (value, path) => (value === null ? null : shape.problem(value, path)) };
}

/** An array. */
export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    problem: (value, path) => {
      if (!Array.isArray(value)) return { path, rule: 'must be an array', example: '[]' };
      return first(value.map((entry, index) => () => item.problem(entry, `${path}[${index}]`)));
    },
  };
}

/** An object of any keys and like values. */
export function dictionary<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    problem: (value, path) => {
      if (!isJsonObject(value)) return { path, rule: 'must be an object', example: '{}' };
      return first(
        Object.entries(value).map(
          ([key, entry]) =>
            () =>
              item.problem(entry, `${path}.${key}`),
        ),
      );
    },
  };
}

/** A shape for each member of `T`. */
export type Members<T> = { readonly [K in keyof T]-?: Shape<Exclude<T[K], undefined>> };

/** An object with these members and no others; those not listed in `required` may be left out. */
export function record<T>(members: Members<T>, required: readonly (keyof T & string)[] = []): Shape<T> {
  const shapes: readonly [string, Shape<unknown>][] = Object.entries(members);
  const names = shapes.map(([name]) => name);
  return {
    problem: (value, path) => {
      if (!isJsonObject(value)) return { path, rule: 'must be an object', example: '{}' };
      const stranger = Object.keys(value).find((name) => !names.includes(name));
      if (stranger !== undefined)
        return { path: `${path}.${stranger}`, rule: 'is not a known member', example: names.join(', ') };
      const missing = required.find((name) => !Object.hasOwn(value, name));
      if (missing !== undefined)
        return { ...exampleOf(shapes, missing), path: `${path}.${missing}`, rule: 'is required' };
      return first(
        shapes
          .filter(([name]) => Object.hasOwn(value, name))
          .map(
            ([name, shape]) =>
              () =>
                shape.problem(value[name], `${path}.${name}`),
          ),
      );
    },
  };
}

/** One of several shapes, chosen by the word in their member `kind`. */
export function byKind<T>(shapes: Readonly<Record<string, Shape<T>>>): Shape<T> {
  const kinds = Object.keys(shapes);
  return {
    problem: (value, path) => {
      const kind = isJsonObject(value) ? value['kind'] : undefined;
      const shape = typeof kind === 'string' && Object.hasOwn(shapes, kind) ? shapes[kind] : undefined;
      if (shape !== undefined) return shape.problem(value, path);
      return {
        path: `${path}.kind`,
        rule: `must be one of ${kinds.join(', ')}`,
        example: JSON.stringify(kinds[0]),
      };
    },
  };
}

function leaf<T>(accepts: (value: unknown) => boolean, rule: string, example: string): Shape<T> {
  return { problem: (value, path) => (accepts(value) ? null : { path, rule, example }) };
}

function first(checks: readonly (() => Problem | null)[]): Problem | null {
  for (const check of checks) {
    const problem = check();
    if (problem !== null) return problem;
  }
  return null;
}

function exampleOf(shapes: readonly [string, Shape<unknown>][], name: string): { readonly example: string } {
  const shape = shapes.find(([known]) => known === name)?.[1];
  return { example: shape?.problem(undefined, '')?.example ?? '{}' };
}
