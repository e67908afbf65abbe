import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ComputeTargetError } from '../errors/compute-target-error.js';
import { systemClock } from '../runtime/clock.js';
import { startWrite } from './start.js';

/** What happens to one sending of the write: an HTTP answer, a gateway's page, or no answer at all. */
const outcome = fc.oneof(
  fc.constantFrom(200, 201, 202, 400, 401, 403, 404, 409, 412, 429, 500, 502, 503, 504),
  fc.constantFrom('lost' as const, 'html' as const),
);
const settled = fc.constantFrom('applied' as const, 'absent' as const);

function answerTo(happens: number | 'lost' | 'html' | undefined): Response {
  if (happens === 'lost' || happens === undefined) throw new TypeError('fetch failed');
  return happens === 'html' ? new Response('<html>') : new Response('{}', { status: happens });
}

function isOpen(happens: number | string | undefined): boolean {
  return typeof happens === 'string' || happens === undefined || happens >= 500;
}

it('sends a write again only after a lost or broken answer and a read that found nothing, four times at most', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(outcome, { maxLength: 6 }),
      fc.array(settled, { maxLength: 6 }),
      async (outcomes, reads) => {
        const log: string[] = [];
        let sent = 0;
        let read = 0;
        const started = await startWrite(
          {
            random: () => 0.5,
            clock: { ...systemClock, sleep: async () => void log.push('sleep') },
            transport: async () => {
              log.push('send');
              sent += 1;
              return answerTo(outcomes[sent - 1]);
            },
          },
          {
            request: { method: 'PUT', url: 'https://management.azure.com/x', body: {} },
            action: 'the attach of gpu',
            settle: async () => {
              log.push('read');
              read += 1;
              return reads[read - 1] ?? 'absent';
            },
          },
        ).catch((error: unknown) => error);

        expect(sent).toBeLessThanOrEqual(4);
        expect(log.join(' ')).toMatch(/^send(?: sleep read send)*(?:(?: sleep)? read)?$/);
        for (let index = 0; index < sent - 1; index += 1) expect(isOpen(outcomes[index])).toBe(true);
        const last = outcomes[sent - 1];
        const applied = reads.slice(0, read).includes('applied');
        if (applied) expect(started).toEqual({ kind: 'settled' });
        else if (typeof last === 'number' && last < 300) expect(started).toMatchObject({ kind: 'answered' });
        else expect(ComputeTargetError.isInstance(started)).toBe(true);
      },
    ),
  );
});
