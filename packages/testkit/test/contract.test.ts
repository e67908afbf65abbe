import { describe, expect, it } from 'vitest';
import { contractCases } from '../src/contract/contract-cases.js';
import { describeComputeContract } from '../src/contract/describe-compute-contract.js';
import { fakeEnvironment, fakeServerEnvironment } from '../src/contract/fake-environment.js';
import { divergenceOf, knownDivergences } from '../src/contract/known-divergences.js';
import { liveEnvironment } from '../src/contract/live-environment.js';

describeComputeContract('the fake, in-process', () => fakeEnvironment());
describeComputeContract('the fake, over HTTP', () => fakeServerEnvironment());
describeComputeContract('the fake, strict', () => fakeEnvironment({ strict: true }));

const live = liveEnvironment(process.env);
if (live !== null) describeComputeContract('a live workspace', () => live);

describe('the contract', () => {
  it('catches a service that behaves otherwise', async () => {
    const wrong = await fakeEnvironment({
      modes: { longRunning: 'both', retryAfterSeconds: 1, detachAbsent: 'not-found' },
    });
    const verdicts = await Promise.all(
      contractCases.map(({ name, run }) =>
        run(wrong).then(
          () => null,
          (error: Error) => `${error.name}: ${name}`,
        ),
      ),
    );
    expect(verdicts.filter((verdict) => verdict !== null)).toEqual([
      'ContractViolation: detaching an absent compute is answered 204',
      'ContractViolation: an attach is accepted with 201, Creating and an operation URL only',
      'ContractViolation: a detach is accepted with 202 and an empty body',
    ]);
  });

  it('is skipped only for clauses that exist, each with a reason and evidence', () => {
    const clauses = contractCases.map(({ name }) => name);
    expect(clauses.filter((clause) => divergenceOf(clause, 'fake') !== null)).toEqual([]);
    expect(new Set(clauses).size).toBe(clauses.length);
    for (const { clause, reason, evidence } of knownDivergences) {
      expect(clauses).toContain(clause);
      expect(reason.length).toBeGreaterThan(20);
      expect(evidence.length).toBeGreaterThan(10);
    }
  });

  it('needs all of the variables that make a live run', () => {
    expect(liveEnvironment({})).toBeNull();
    expect(() => liveEnvironment({ AZUREML_KUBERNETES_LIVE_TOKEN: 't' })).toThrow(/WORKSPACE_ID/);
  });
});
