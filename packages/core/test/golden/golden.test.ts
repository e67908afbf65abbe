import { isDeepStrictEqual } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { DIFFERENCES, REASONS } from './differences.js';
import { PAYLOAD_REPLAYS } from './payload-replays.js';
import { type Outcome, readRows } from './row.js';
import { TRANSCRIPT_REPLAYS } from './transcript-replays.js';

/** What can be compared: a refusal is a refusal, whatever its code. */
function comparable(outcome: Outcome): unknown {
  return JSON.parse(JSON.stringify({ ...outcome, refused: outcome.refused !== null }));
}

const ran = { rows: 0, differing: new Map<number, number>() };

describe.each([...PAYLOAD_REPLAYS, ...TRANSCRIPT_REPLAYS])('the recorded rows of $file', (replay) => {
  const rows = readRows(replay.file);

  it.each(rows.map((row) => [row.index, row] as const))(
    'row %i is as recorded, or differs for its reason',
    async (index, row) => {
      const ours = await replay.run(row);
      const same = isDeepStrictEqual(comparable(ours), comparable(replay.expect(row)));
      const difference = DIFFERENCES[replay.file]?.[index];
      ran.rows += 1;
      if (difference === undefined) {
        expect(comparable(ours)).toEqual(comparable(replay.expect(row)));
        return;
      }
      for (const reason of difference.reasons)
        ran.differing.set(reason, (ran.differing.get(reason) ?? 0) + 1);
      expect(same, 'a row that is as recorded needs no reason').toBe(false);
      expect(ours.refused ?? 'ok').toBe(difference.ours);
    },
  );
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
  const lines = [...ran.differing].sort(([one], [other]) => one - other);
  const table = lines.map(
    ([reason, count]) => `  ${String(count).padStart(3)}  ${reason}. ${REASONS[reason]}`,
  );
  process.stdout.write(
    `\n${ran.rows} recorded rows ran; rows that differ, by reason:\n${table.join('\n')}\n`,
  );
});
