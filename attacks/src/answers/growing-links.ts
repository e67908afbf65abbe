import assert from 'node:assert/strict';
import type { Attack } from '../attack.ts';
import { startScripted } from '../stage/azure.ts';
import { openStdio } from '../stage/stdio-session.ts';

const AT_MOST_MB = 250;

/** Each page of a list names a longer link to the next one. */
export const growingLinks: Attack = {
  name: 'growing-links',
  promise: 'links between pages cannot fill the memory',
  pace: 'long',
  async play(stage) {
    let pages = 0;
    const azure = await startScripted(stage, (_request, origin) => {
      pages += 1;
      return {
        status: 200,
        body: {
          value: [],
          nextLink: `${origin}/next?x=${'x'.repeat(Math.min(pages * 1_000, 15_000))}${pages}`,
        },
      };
    });
    const session = await openStdio(stage, azure.args);
    let peakMb = session.program.residentMb();
    const timer = setInterval(() => {
      peakMb = Math.max(peakMb, session.program.residentMb());
    }, 50);
    stage.after(() => clearInterval(timer));
    const long = await startScripted(stage, (_request, origin) => ({
      status: 200,
      body: { value: [], nextLink: `${origin}/next?x=${'x'.repeat(2_000_000)}${Math.random()}` },
    }));
    const other = await openStdio(stage, long.args);
    const otherTimer = setInterval(() => {
      peakMb = Math.max(peakMb, other.program.residentMb());
    }, 50);
    stage.after(() => clearInterval(otherTimer));
    const [short, huge] = await Promise.all([session.call('compute_list'), other.call('compute_list')]);
    for (const answer of [short, huge]) assert.match(JSON.stringify(answer), /"isError":true/);
    assert.ok(peakMb < AT_MOST_MB, `it held ${peakMb} MB`);
    return `${pages} pages, at most ${peakMb} MB`;
  },
};
