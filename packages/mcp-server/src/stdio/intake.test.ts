import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { Intake, type Load } from './intake.js';

/** An input whose messages are counted, under a load that the test sets. */
function createIntake() {
  const input = new PassThrough();
  let load: Load = { unreadBytes: 0, pending: 0 };
  const intake = new Intake(input, () => load);
  let read = 0;
  input.on('data', () => {
    read += 1;
    intake.adjust();
  });
  const send = async (): Promise<number> => {
    input.write('x');
    await new Promise((resolve) => setImmediate(resolve));
    return read;
  };
  return { intake, send, set: (next: Partial<Load>) => (load = { ...load, ...next }) };
}

it.each([
  ['the client does not read', { unreadBytes: 256 * 1024 + 1 }],
  ['too much is at work', { pending: 257 }],
])('holds the input while %s, and loses nothing of it', async (_, heavy) => {
  const { intake, send, set } = createIntake();
  expect(await send()).toBe(1);
  set(heavy);
  expect(await send()).toBe(2);
  expect(await send()).toBe(2);
  set({ unreadBytes: 0, pending: 256 });
  intake.adjust();
  expect(await send()).toBe(4);
});

it('leaves an input alone that it has not held', () => {
  const input = new PassThrough();
  new Intake(input, () => ({ unreadBytes: 0, pending: 0 })).adjust();
  expect(input.isPaused()).toBe(false);
  expect(input.readableFlowing).toBeNull();
});
