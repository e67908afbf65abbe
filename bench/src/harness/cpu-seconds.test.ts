import { expect, it } from 'vitest';
import { cpuSeconds } from './cpu-seconds.js';

it.runIf(process.platform === 'linux')('grows while a process works', () => {
  const before = cpuSeconds(process.pid) ?? Number.NaN;
  const used = process.cpuUsage();
  while (process.cpuUsage(used).user < 100_000) JSON.stringify([before]);
  expect((cpuSeconds(process.pid) ?? 0) - before).toBeGreaterThan(0.05);
});

it('is unknown for a process that is not there', () => {
  expect(cpuSeconds(undefined)).toBeNull();
  expect(cpuSeconds(2 ** 30)).toBeNull();
});
