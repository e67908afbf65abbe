import { ConflictError } from '@azureml-kubernetes/core';
import { ManualClock } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { AuditLog } from './audit-log.js';
import { noteSent, type SentWrite } from './sent-writes.js';

const write = {
  principal: 'local:me',
  client: 'test 1',
  tool: 'compute_attach',
  action: 'attach' as const,
  workspace: '/subscriptions/s/ws',
  compute: 'gpu',
  facts: { namespace: 'ml' },
};

function createLog(fail: (line: string) => boolean = () => false) {
  const lines: string[] = [];
  const logged: string[] = [];
  const append = async (line: string): Promise<void> => {
    if (fail(line)) throw new Error('ENOSPC');
    lines.push(line);
  };
  const clock = new ManualClock();
  const audit = new AuditLog({
    file: { append },
    clock,
    log: (level, event) => logged.push(`${level} ${event}`),
  });
  const entries = (): unknown[] => lines.map((line) => JSON.parse(line));
  return { audit, entries, lines, logged };
}

function noteAnswer({ method, status, request_id }: SentWrite): void {
  Object.assign(noteSent(method), { status, request_id });
}

describe('AuditLog', () => {
  it('records the intent before the work and the outcome after it, under one id', async () => {
    const { audit, entries } = createLog();
    const result = await audit.record(write, async () => {
      expect(entries()).toMatchObject([{ event: 'write-intended', compute: 'gpu' }]);
      noteAnswer({ method: 'GET', status: 404, request_id: 'r0' });
      noteAnswer({ method: 'PUT', status: 503, request_id: 'r1' });
      noteAnswer({ method: 'PUT', status: 201, request_id: 'r2' });
      return { kind: 'started' };
    });
    expect(result).toEqual({ kind: 'started' });
    const id = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(entries()).toEqual([
      {
        time: '2026-01-01T00:00:00.000Z',
        event: 'write-intended',
        id,
        principal: 'local:me',
        client: 'test 1',
        tool: 'compute_attach',
        action: 'attach',
        workspace: '/subscriptions/s/ws',
        compute: 'gpu',
        namespace: 'ml',
      },
      {
        time: '2026-01-01T00:00:00.000Z',
        event: 'write-ended',
        id,
        outcome: 'started',
        requests: [
          { method: 'PUT', status: 503, request_id: 'r1' },
          { method: 'PUT', status: 201, request_id: 'r2' },
        ],
      },
    ]);
    const [first, second] = entries().map((entry) => JSON.stringify(entry).match(/"id":"([^"]+)"/)?.[1]);
    expect(first).toBe(second);
  });

  it('tells of a refusal by its code, and of anything else that its end is unknown', async () => {
    const { audit, entries } = createLog();
    const refused = audit.record(write, () => Promise.reject(new ConflictError('taken', { hint: 'x' })));
    await expect(refused).rejects.toThrow('taken');
    await expect(audit.record(write, () => Promise.reject(new Error('boom')))).rejects.toThrow('boom');
    expect(entries()[1]).toMatchObject({ outcome: 'refused', code: 'conflict', requests: [] });
    expect(entries()[3]).toMatchObject({ outcome: 'unknown' });
  });

  it.each([
    ['unknown', [201]],
    ['unknown', [409, 200]],
    ['unknown', [null]],
    ['unknown', [503]],
    ['refused', [409]],
    ['refused', [400, 403]],
    ['refused', []],
  ] as const)('says %s of a failed write whose requests were answered %j', async (outcome, statuses) => {
    const { audit, entries } = createLog();
    const failed = audit.record(write, async () => {
      for (const status of statuses) noteAnswer({ method: 'PUT', status, request_id: null });
      throw new ConflictError('taken', { hint: 'x' });
    });
    await expect(failed).rejects.toThrow('taken');
    expect(entries()[1]).toMatchObject({ outcome, code: 'conflict' });
  });

  it('does no work whose intent cannot be recorded', async () => {
    const { audit } = createLog(() => true);
    let worked = false;
    const recorded = audit.record(write, async () => {
      worked = true;
      return { kind: 'started' };
    });
    await expect(recorded).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('audit log'),
      hint: expect.stringContaining('--audit-log'),
    });
    expect(worked).toBe(false);
  });

  it('gives the result of a write whose end cannot be recorded, and cries in the log', async () => {
    const { audit, logged } = createLog((line) => line.includes('write-ended'));
    expect(await audit.record(write, async () => ({ kind: 'started' }))).toEqual({ kind: 'started' });
    expect(logged).toEqual(['error audit-outcome-lost']);
  });

  it('keeps each write to itself when two are at work', async () => {
    const { audit, entries } = createLog();
    const one = async (request_id: string) => {
      await Promise.resolve();
      noteAnswer({ method: 'PUT', status: 201, request_id });
      return { kind: 'started' };
    };
    await Promise.all([audit.record(write, () => one('a')), audit.record(write, () => one('b'))]);
    const ended = entries().filter((entry) => JSON.stringify(entry).includes('write-ended'));
    expect(ended).toMatchObject([{ requests: [{ request_id: 'a' }] }, { requests: [{ request_id: 'b' }] }]);
  });

  it('holds no secret', async () => {
    const { audit, lines } = createLog();
    await audit.record({ ...write, client: 'x Bearer abc.def.ghi' }, async () => ({ kind: 'started' }));
    expect(lines.join()).not.toContain('abc.def');
  });
});
