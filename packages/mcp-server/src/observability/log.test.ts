import { describe, expect, it } from 'vitest';
import { createLog } from './log.js';

describe('createLog', () => {
  it('writes one JSON line for each event from its level on', () => {
    const lines: string[] = [];
    const log = createLog({ minimum: 'warn', write: (line) => lines.push(line), now: () => 0 });
    log('info', 'quiet');
    log('error', 'loud', { code: 'conflict', ms: 3 });
    expect(lines).toEqual([
      '{"time":"1970-01-01T00:00:00.000Z","level":"error","event":"loud","code":"conflict","ms":3}\n',
    ]);
  });

  it('keeps lines whole and secrets out', () => {
    const lines: string[] = [];
    const log = createLog({ minimum: 'debug', write: (line) => lines.push(line), now: () => 0 });
    log('debug', 'odd', { text: 'one\ntwo Bearer abcdef' });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.indexOf('\n')).toBe((lines[0]?.length ?? 0) - 1);
    expect(lines[0]).not.toContain('abcdef');
  });
});
