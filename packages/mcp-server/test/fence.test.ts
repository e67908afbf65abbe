import type { Fetch } from '@azureml-kubernetes/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rewriteReads } from './rewrite-answers.js';
import { type Shown, useEverything } from './use-everything.js';

/** Words that stand nowhere else, so that a run of them can only come from the service. */
const word = fc.stringMatching(/^zq[a-z]{2,8}$/);
/** From three words to more than any field keeps. */
const words = fc.oneof(
  { weight: 3, arbitrary: fc.array(word, { minLength: 3, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.array(word, { minLength: 300, maxLength: 900 }) },
);
const spaced = fc.constantFrom(' ', '. ', '\n', ': ');
/** Forms of a single word that are none, for places where a name can have no such form. */
const glued = fc.constantFrom(' ', '_', '.', '/', '|');

/** A place that the service can write to, and how it is written to. */
interface Attack {
  readonly place: string;
  readonly joiner: fc.Arbitrary<string>;
  readonly apply: (text: string) => (send: Fetch) => Fetch;
}

function replaceHeader(name: string, value: string): (send: Fetch) => Fetch {
  return (send) => async (request, init) => {
    const answer = await send(request, init);
    const headers = new Headers(answer.headers);
    headers.set(name, value.replace(/\s+/g, ' ').slice(0, 8_000));
    return new Response(answer.body, { status: answer.status, headers });
  };
}

function refuse(method: string, status: number, body: object): (send: Fetch) => Fetch {
  return (send) => (request, init) =>
    request.method === method ? Promise.resolve(Response.json(body, { status })) : send(request, init);
}

/** Up to four labels of a host that could be read as a sentence. */
function hostOf(text: string): string {
  return `https://${text
    .split(/[^a-z]+/)
    .slice(0, 4)
    .join('.')}.example/x`;
}

function link(text: string): (send: Fetch) => Fetch {
  return rewriteReads((path) => (path.endsWith('.nextLink') ? hostOf(text) : null));
}

function addNextLink(text: string): (send: Fetch) => Fetch {
  return (send) => async (request, init) => {
    const answer = await send(request, init);
    const { status, headers } = answer;
    const body: unknown = JSON.parse((await answer.text()) || 'null');
    const isList = typeof body === 'object' && body !== null && 'value' in body;
    return Response.json(isList ? { ...body, nextLink: hostOf(text) } : body, { status, headers });
  };
}

const STATUSES = [400, 401, 403, 404, 409, 412, 429, 500, 503, 302];

const attacks: readonly Attack[] = [
  ...['GET', 'PUT', 'POST', 'DELETE'].flatMap((method) =>
    STATUSES.flatMap((status): Attack[] => [
      {
        place: `code of ${method} ${status}`,
        joiner: glued,
        apply: (text) => refuse(method, status, { error: { code: text, message: 'm' } }),
      },
      {
        place: `message of ${method} ${status}`,
        joiner: spaced,
        apply: (text) => refuse(method, status, { error: { code: 'Bad', message: text } }),
      },
      {
        place: `details of ${method} ${status}`,
        joiner: glued,
        apply: (text) => {
          const details = Array.from({ length: 4 }, (_, index) => ({
            code: text,
            message: `${index} ${text}`,
          }));
          return refuse(method, status, { error: { code: 'Bad', message: 'm', details } });
        },
      },
    ]),
  ),
  ...['x-ms-request-id', 'x-ms-correlation-request-id', 'retry-after', 'content-type', 'server', 'date'].map(
    (name): Attack => ({
      place: `header ${name}`,
      joiner: glued,
      apply: (text) => replaceHeader(name, text),
    }),
  ),
  ...['azure-asyncoperation', 'location'].map(
    (name): Attack => ({
      place: `host of ${name}`,
      joiner: spaced,
      apply: (text) => replaceHeader(name, hostOf(text)),
    }),
  ),
  { place: 'host of a next link', joiner: spaced, apply: addNextLink },
  { place: 'host of a next link that is there', joiner: spaced, apply: link },
];

/** No three words of the text that follow each other stand in what is shown outside `untrusted`. */
function expectNoRun(shown: Shown, said: readonly string[]): void {
  const ours = JSON.stringify([shown.results.map(withoutUntrusted), shown.texts]).toLowerCase();
  for (let at = 0; at + 3 <= said.length && at < 40; at += 1) {
    const run = new RegExp(said.slice(at, at + 3).join('[^a-z]{1,8}'));
    expect(
      run.exec(ours)?.input.slice(Math.max(0, ours.search(run) - 200), ours.search(run) + 200),
    ).toBeUndefined();
  }
}

function withoutUntrusted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUntrusted);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'untrusted');
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutUntrusted(member)]));
}

async function findPlaces(): Promise<Attack[]> {
  const places = new Set<string>();
  await useEverything(
    rewriteReads((path) => {
      places.add(path);
      return null;
    }),
  );
  return [...places].map((place) => ({
    place: `text at ${place}`,
    // A name or an id may hold points and underscores, and is then shown as what it is.
    joiner: /(?:name|id|namespace|location)$/i.test(place) ? spaced : glued,
    apply: (text) => rewriteReads((path) => (path === place ? text : null)),
  }));
}

/** How many places one run writes to, drawn at random; the nightly run writes to all of them. */
const PLACES = Number(process.env['FENCE_PLACES'] ?? '24');

function draw<T>(all: readonly T[]): T[] {
  const count = Math.min(PLACES, all.length);
  const [drawn = []] = fc.sample(fc.shuffledSubarray([...all], { minLength: count, maxLength: count }), 1);
  return drawn;
}

it('keeps every run of three words of the service under untrusted, wherever it writes them', {
  timeout: 3_600_000,
}, async () => {
  const all = [...attacks, ...(await findPlaces())];
  expect(all.length).toBeGreaterThan(220);
  const past: string[] = [];
  for (const { place, joiner, apply } of draw(all)) {
    const text = fc.record({ said: words, joiner });
    const property = fc.asyncProperty(text, async ({ said, joiner: between }) => {
      expectNoRun(await useEverything(apply(said.join(between))), said);
    });
    await fc.assert(property, { numRuns: 1, endOnFailure: true }).catch((cause: unknown) => {
      past.push(`${place}: ${cause}`);
    });
  }
  expect(past).toEqual([]);
});
