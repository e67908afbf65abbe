import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { startScripted } from '../stage/azure.ts';
import type { Stage } from '../stage/stage.ts';
import { openStdio } from '../stage/stdio-session.ts';

const AT_MOST_MB = 250;

/** How long the link of each page is: ever longer up to what is followed, and far beyond that. */
const LENGTHS: readonly ((page: number) => number)[] = [
  (page) => Math.min(page * 1_000, 15_000),
  () => 2_000_000,
];

/** Each page of a list names a longer link to the next one. */
export const growingLinks: Attack = {
  name: 'growing-links',
  promise: 'links between pages cannot fill the memory',
  pace: 'long',
  async play(stage) {
    const played = await Promise.all(LENGTHS.map((lengthOf) => playPages(stage, lengthOf)));
    const peakMb = Math.max(...played.map((one) => one.peakMb));
    assert.ok(peakMb < AT_MOST_MB, `it held ${peakMb} MB`);
    return `${played.map(({ pages }) => pages).join(' and ')} pages, at most ${peakMb} MB`;
  },
};

async function playPages(stage: Stage, lengthOf: (page: number) => number) {
  let pages = 0;
  const azure = await startScripted(stage, (_request, origin) => {
    pages += 1;
    const nextLink = `${origin}/next?x=${'x'.repeat(lengthOf(pages))}${pages}`;
    return { status: 200, body: { value: [], nextLink } };
  });
  const { program, call } = await openStdio(stage, azure.args);
  let peakMb = program.residentMb();
  const timer = setInterval(() => {
    peakMb = Math.max(peakMb, program.residentMb());
  }, 50);
  stage.after(() => clearInterval(timer));
  assert.match(JSON.stringify(await call('compute_list')), /"isError":true/);
  return { pages, peakMb };
}
