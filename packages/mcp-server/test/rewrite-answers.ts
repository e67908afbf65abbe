import type { Fetch } from '@azureml-kubernetes/core';

/** What takes the place of a text of an answer; null leaves it. */
export type Place = (path: string) => string | null;

/** Hands each text of an answer to `replace`, under the path where it stands; list entries share one path. */
function rewrite(value: unknown, path: string, replace: Place): unknown {
  if (typeof value === 'string') return replace(path) ?? value;
  if (Array.isArray(value)) return value.map((entry) => rewrite(entry, `${path}[]`, replace));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, one]) => [key, rewrite(one, `${path}.${key}`, replace)]));
}

/** Puts other texts into the JSON of all answers. */
export function rewriteReads(replace: Place): (send: Fetch) => Fetch {
  return (send) => async (request, init) => {
    const answer = await send(request, init);
    const text = await answer.text();
    const { status, headers } = answer;
    if (text === '') return new Response(null, { status, headers });
    const kind = new URL(request.url).pathname.split('/').filter(Boolean).at(-2) ?? '';
    const body = rewrite(JSON.parse(text), `${request.method} ${kind}`, replace);
    return new Response(JSON.stringify(body), { status, headers });
  };
}
