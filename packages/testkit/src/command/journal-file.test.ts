import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../test/session.js';
import type { JournalEntry } from '../journal/journal.js';
import { keepJournal } from './journal-file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'testkit-journal-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a journal in a file', () => {
  it('has a line for each answered request, without its secrets, and goes on where another ended', async () => {
    const file = join(folder, 'journal.jsonl');
    const { call, compute, service } = openSession();
    for (const name of ['one', 'two']) {
      const journal = await keepJournal(file, service.control.requests, () => expect.unreachable());
      await call('GET', compute(name), { token: 'top-secret' });
      await journal.close();
    }
    await call('GET', compute('three'));
    const text = await readFile(file, 'utf8');
    expect(text).not.toContain('top-secret');
    const lines = text.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { sequence: 1, route: 'compute.get', outcome: 404, path: compute('one') },
      { sequence: 2, route: 'compute.get', outcome: 404, path: compute('two') },
    ]);
  });

  it('tells of a line that cannot be written, and goes on', async () => {
    const file = join(folder, 'unwritable.jsonl');
    const { call, service } = openSession();
    await call('GET', '/x');
    const [entry] = service.control.requests.entries();
    if (entry === undefined) throw new Error('there was a request');
    const problems: unknown[] = [];
    let write: (entry: JournalEntry) => void = () => undefined;
    const journal = await keepJournal(
      file,
      {
        follow: (follower) => {
          write = follower;
          return () => undefined;
        },
      },
      (error) => problems.push(error),
    );
    const unwritable = {
      ...entry,
      toJSON: () => {
        throw new Error('no words');
      },
    };
    write(unwritable);
    write(entry);
    await journal.close();
    expect(problems).toMatchObject([{ message: 'no words' }]);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(entry);
  });
});
