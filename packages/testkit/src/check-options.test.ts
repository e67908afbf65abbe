import { describe, expect, it } from 'vitest';
import { FakeComputeService } from './fake-compute-service.js';
import { defaultModes } from './service/modes/modes.js';
import { modesShape } from './service/modes/modes-shape.js';

describe('the options of a service', () => {
  it.each([
    [{ modes: { pageSize: 0 } }, 'modes.pageSize must be a count from 1. Example: 100'],
    [
      { modes: { update: 'replace' } },
      'modes.update must be one of "overwrite", "ok", "conflict", "bad-request"',
    ],
    [{ modes: { retryAfterSeconds: 1.5 } }, 'modes.retryAfterSeconds'],
    [{ modes: { operationRegion: 'East US' } }, 'modes.operationRegion'],
    [{ modes: { turbo: true } }, 'modes.turbo is not a known member'],
    [
      { provisioning: { attachMs: Number.NaN } },
      'provisioning.attachMs must be a number of milliseconds from 0',
    ],
    [{ provisioning: { detachMs: Number.POSITIVE_INFINITY } }, 'provisioning.detachMs'],
    [{ throttle: { reads: { capacity: 0, perSecond: 1 } } }, 'throttle.reads.capacity'],
    [{ throttle: { writes: { capacity: 1, perSecond: 0 } } }, 'throttle.writes.perSecond'],
    [{ journalLimit: -1 }, 'journalLimit must be a count'],
    [{ seed: 'dmeo' }, 'seed must be one of demo'],
  ])('refuses %j', (options, words) => {
    const create = (): unknown => Reflect.construct(FakeComputeService, [options]);
    expect(create).toThrow(RangeError);
    expect(create).toThrow(words);
  });

  it('accepts every default, and none at all', () => {
    expect(modesShape.problem(defaultModes, 'modes')).toBeNull();
    expect(
      () => new FakeComputeService({ modes: defaultModes, throttle: true, journalLimit: 0 }),
    ).not.toThrow();
    expect(() => new FakeComputeService()).not.toThrow();
  });

  it('keeps no journal with a limit of 0', async () => {
    const service = new FakeComputeService({ journalLimit: 0 });
    await service.fetch('https://management.azure.com/');
    expect(service.control.requests.entries()).toEqual([]);
  });
});
