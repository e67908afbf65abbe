import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptChange, acceptPut, computeAt, operationAt } from './lifecycle.js';
import type { Outcome } from './outcome.js';
import type { ComputeRecord, ComputeSpec, OperationRecord } from './records.js';

const spec: ComputeSpec = {
  computeType: 'Kubernetes',
  location: 'eastus',
  computeLocation: 'eastus',
  description: null,
  tags: null,
  identity: { kind: 'none' },
  resourceId: null,
  disableLocalAuth: false,
  properties: null,
};
const errors = [{ error: { code: 'X' } }];
const failing: Outcome = { kind: 'fails', error: { code: 'X', message: 'y' }, provisioningErrors: errors };

function operation(change: Partial<OperationRecord> = {}): OperationRecord {
  return {
    id: 'op',
    kind: 'attach',
    computeId: '/c',
    acceptedAt: 1000,
    durationMs: 500,
    outcome: { kind: 'succeeds' },
    vanishes: false,
    ...change,
  };
}

function attached(): ComputeRecord {
  const record = acceptPut(null, operation(), { name: 'c', spec });
  const settled = computeAt(record, operation(), 1500);
  if (settled === null) throw new Error('an attach that succeeds leaves a compute');
  return settled.record;
}

describe('computeAt and operationAt', () => {
  it.each([
    ['attach', { kind: 'succeeds' }, 'Creating', 'Succeeded', 'Succeeded'],
    ['attach', failing, 'Creating', 'Failed', 'Failed'],
    ['attach', { kind: 'cancels' }, 'Creating', 'Canceled', 'Canceled'],
    ['attach', { kind: 'contradicts', provisioningErrors: errors }, 'Creating', 'Succeeded', 'Failed'],
    ['update', { kind: 'succeeds' }, 'Updating', 'Succeeded', 'Succeeded'],
    ['detach', { kind: 'succeeds' }, 'Deleting', 'Succeeded', null],
    ['detach', failing, 'Deleting', 'Failed', 'Failed'],
  ] as const)('%s that %j: %s, then operation %s and compute %s', (kind, outcome, during, status, after) => {
    const running = operation({ kind, outcome });
    const record = acceptChange(attached(), running);
    expect(operationAt(running, 1499)).toEqual({ status: 'InProgress' });
    expect(computeAt(record, running, 1499)?.provisioningState).toBe(during);
    expect(operationAt(running, 1500).status).toBe(status);
    expect(computeAt(record, running, 1500)?.provisioningState ?? null).toBe(after);
  });

  it('never ends what never ends', () => {
    const running = operation({ outcome: { kind: 'never-ends' } });
    const record = acceptPut(null, running, { name: 'c', spec });
    expect(operationAt(running, Number.MAX_SAFE_INTEGER)).toEqual({ status: 'InProgress' });
    expect(computeAt(record, running, Number.MAX_SAFE_INTEGER)?.provisioningState).toBe('Creating');
  });

  it('keeps name, id and birth of a compute that is overwritten', () => {
    const again = operation({ id: 'op2', acceptedAt: 9000, computeId: '/other' });
    const record = acceptPut(attached(), again, { name: 'C', spec: { ...spec, description: 'new' } });
    expect(record).toMatchObject({ id: '/c', name: 'c', createdAt: 1000, spec: { description: 'new' } });
  });

  it('changes state once only as time goes on', () => {
    const outcomes = fc.constantFrom<Outcome>(
      { kind: 'succeeds' },
      failing,
      { kind: 'cancels' },
      { kind: 'never-ends' },
    );
    const kinds = fc.constantFrom('attach', 'update', 'detach');
    const times = fc.array(fc.integer({ min: 1000, max: 3000 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(kinds, outcomes, times, (kind, outcome, instants) => {
        const running = operation({ kind, outcome });
        const record = acceptChange(attached(), running);
        const states = instants
          .sort((a, b) => a - b)
          .map(
            (now) =>
              `${operationAt(running, now).status} ${computeAt(record, running, now)?.provisioningState}`,
          );
        expect(states.filter((state, index) => state !== states[index - 1]).length).toBeLessThanOrEqual(2);
      }),
    );
  });
});
