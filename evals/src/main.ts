// Plays the requests with a model: `pnpm evals`. Costs tokens, and gives another result each time: not for CI.
import { loadRequests } from './eval-request.ts';
import { readSurfaces } from './live-surface.ts';
import { type Played, play } from './play.ts';
import { modelFrom } from './settings.ts';

try {
  if (process.env['CI'] !== undefined)
    throw new Error('a model is not asked in CI, because it costs and varies');
  const model = modelFrom(process.env, fetch);
  const all: Played[] = [];
  for await (const played of play(model, await readSurfaces(), loadRequests())) {
    all.push(played);
    console.log(`${played.grade.padEnd(10)} ${played.id}: ${played.did}`);
  }
  for (const line of summarise(all)) console.log(line);
  const unanswered = all.filter(({ grade }) => grade === 'unanswered').length;
  if (unanswered > 0) throw new Error(`${unanswered} of ${all.length} requests were not answered`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

function summarise(all: readonly Played[]): string[] {
  const topics = [...new Set(all.map(({ about }) => about)), 'all'];
  return topics.map((topic) => {
    const played = all.filter(({ about }) => about === topic || topic === 'all');
    const count = (grade: Played['grade']): number => played.filter((one) => one.grade === grade).length;
    const unanswered = count('unanswered') === 0 ? '' : `, ${count('unanswered')} unanswered`;
    return `${topic}: ${count('right')} of ${played.length} right${unanswered}`;
  });
}
