/** What a walk does with a command. */
export type Way =
  /** Runs it to its end, which has one of these exit codes. */
  | { readonly kind: 'run'; readonly exits: readonly number[] }
  /** Starts it, waits until it serves, and stops it. */
  | { readonly kind: 'serve' }
  /** Does not run it, for this reason. */
  | { readonly kind: 'elsewhere'; readonly why: string };

const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/^npm (?:test|run (?:demo|check))$/, 'is what CI runs itself'],
  [/^node scripts\/launch\.mjs build$/, 'is what CI runs itself'],
  [/^npm pack /, 'is what `check` does to each package'],
  [/^pnpm /, 'is a part of `check`, or made to be long'],
  [/^az login$/, 'needs an Azure account'],
  [/^kubectl /, 'needs a cluster'],
  [/^docker /, 'needs a container engine'],
  [/^(?:code|codex|gemini|copilot|goose|cursor) /, 'needs an assistant that is not here'],
  [/^claude mcp add (?!.* -- )/, 'needs an assistant that is not here'],
  [/^npx /, 'downloads'],
];

const PROGRAM = /(?:(?:mcp-server|testkit)\/dist\/bin\.js|\bazureml-kubernetes(?:-mcp|-testkit)?)(?= |$)/;

/** The way of a command line, or null for one that no rule knows. */
export function wayOf(text: string): Way | null {
  const [, why] = ELSEWHERE.find(([pattern]) => pattern.test(text)) ?? [];
  if (why !== undefined) return { kind: 'elsewhere', why };
  if (!PROGRAM.test(text)) return null;
  if (/ --http(?: |$)|--http-stateless|testkit\S* serve/.test(text)) return { kind: 'serve' };
  return { kind: 'run', exits: text.includes('--detailed-exitcode') ? [0, 2] : [0] };
}
