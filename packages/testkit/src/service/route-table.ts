import type { Route } from './route.js';

/** A path that a route serves. */
export interface RouteMatch {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** What a path matches: a route, a path that is known with other methods only, or nothing;
 * `malformed` is a path with a broken percent escape, or one that hides a slash or a control character. */
export type RouteLookup =
  | { readonly kind: 'found'; readonly match: RouteMatch }
  | { readonly kind: 'other-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown' | 'malformed' };

/** No name in ARM holds these (documented). A URL holds them only escaped, and decoded they could pass for another path. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const FORBIDDEN = /[/\\\u0000-\u001f\u007f]/;

interface CompiledRoute {
  readonly route: Route;
  readonly segments: readonly string[];
  readonly open: boolean;
}

/** Finds the route of a request. */
export class RouteTable {
  readonly #routes: readonly CompiledRoute[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes.map((route) => {
      const segments = route.template.split('/').filter(Boolean).map(fold);
      const open = segments[0] === '{+scope}';
      return { route, open, segments: open ? segments.slice(1) : segments };
    });
  }

  find(method: string, pathname: string): RouteLookup {
    const segments = splitPath(pathname);
    if (segments === null) return { kind: 'malformed' };
    const lowered = segments.map((segment) => segment.toLowerCase());
    const allowed: string[] = [];
    for (const compiled of this.#routes) {
      const params = matchSegments(compiled, segments, lowered);
      if (params === null) continue;
      if (compiled.route.method === method)
        return { kind: 'found', match: { route: compiled.route, params } };
      allowed.push(compiled.route.method);
    }
    return allowed.length === 0 ? { kind: 'unknown' } : { kind: 'other-method', allowed };
  }
}

function matchSegments(
  { segments: pattern, open }: CompiledRoute,
  segments: readonly string[],
  lowered: readonly string[],
): Record<string, string> | null {
  const offset = segments.length - pattern.length;
  if (offset < 0 || (!open && offset !== 0)) return null;
  const params: Record<string, string> = open ? { scope: `/${segments.slice(0, offset).join('/')}` } : {};
  for (let index = 0; index < pattern.length; index += 1) {
    const expected = pattern[index] ?? '';
    if (expected.startsWith('{')) params[expected.slice(1, -1)] = segments[offset + index] ?? '';
    else if (expected !== lowered[offset + index]) return null;
  }
  return params;
}

function splitPath(pathname: string): string[] | null {
  if (!pathname.includes('%')) return pathname.split('/').filter(Boolean);
  try {
    const segments = pathname.split('/').filter(Boolean).map(decodeURIComponent);
    return segments.some((segment) => FORBIDDEN.test(segment)) ? null : segments;
  } catch {
    return null;
  }
}

function fold(segment: string): string {
  return segment.startsWith('{') ? segment : segment.toLowerCase();
}
