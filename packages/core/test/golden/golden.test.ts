import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/domain/json.js';
import { describeDifference } from './describe-difference.js';
import { DIFFERENCES, REASONS } from './differences.js';
import { PAYLOAD_REPLAYS } from './payload-replays.js';
import { type Outcome, readRows } from './row.js';
import { TRANSCRIPT_REPLAYS } from './transcript-replays.js';

/** What can be compared: a refusal is a refusal, whatever its code. */
function comparable(outcome: Outcome): JsonValue {
  return JSON.parse(JSON.stringify({ ...outcome, refused: outcome.refused !== null }));
}

const ran = { rows: 0, mapped: new Map<number, number>(), differing: new Map<number, number>() };

function count(reasons: readonly number[], rows: Map<number, number>): void {
  for (const reason of reasons) rows.set(reason, (rows.get(reason) ?? 0) + 1);
}

describe.each([...PAYLOAD_REPLAYS, ...TRANSCRIPT_REPLAYS])('the recorded rows of $file', (replay) => {
  const rows = readRows(replay.file);

  it.each(rows.map((row) => [row.index, row] as const))(
    'row %i is as recorded, or differs for its reason',
    async (index, row) => {
      const ours = await replay.run(row);
      const lines = describeDifference(comparable(replay.expect(row)), comparable(ours));
      const difference = DIFFERENCES[replay.file]?.[index];
      ran.rows += 1;
      count(replay.mapped, ran.mapped);
      if (difference === undefined) {
        expect(lines).toEqual([]);
        expect(comparable(ours)).toEqual(comparable(replay.expect(row)));
        return;
      }
      count(difference.reasons, ran.differing);
      expect(lines.length, 'a row that is as recorded needs no reason').toBeGreaterThan(0);
      expect(ours.refused ?? 'ok').toBe(difference.ours);
      expect([difference.reasons.map((reason) => REASONS[reason]), lines]).toMatchSnapshot();
    },
  );
});

it('runs every recorded file', () => {
  const recorded = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.json'));
  const replayed = [...PAYLOAD_REPLAYS, ...TRANSCRIPT_REPLAYS].map(({ file }) => `${file}.json`);
  expect(replayed.sort()).toEqual(recorded.sort());
});

it('names a reason for every difference, and a difference only for rows that exist', () => {
  for (const [file, rows] of Object.entries(DIFFERENCES)) {
    const count = readRows(file).length;
    for (const [index, { reasons }] of Object.entries(rows)) {
      expect(Number(index)).toBeLessThan(count);
      expect(reasons.every((reason) => reason in REASONS)).toBe(true);
    }
  }
});

afterAll(() => {
  process.stdout.write(
    `\n${ran.rows} recorded rows ran.\nRows mapped before they are compared, by reason:\n${table(ran.mapped)}` +
      `\nRows that differ, by reason:\n${table(ran.differing)}\n`,
  );
});

function table(rows: ReadonlyMap<number, number>): string {
  return [...rows]
    .sort(([one], [other]) => one - other)
    .map(([reason, count]) => `  ${String(count).padStart(3)}  ${reason}. ${REASONS[reason]}`)
    .join('\n');
}
