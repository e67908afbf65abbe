import { afterAll, beforeAll, describe, it } from 'vitest';
import { contractCases } from './contract-cases.js';
import type { ContractEnvironment } from './contract-environment.js';
import { divergenceOf } from './known-divergences.js';

const LIVE_TIMEOUT_MS = 40 * 60_000;

/**
 * Declares the contract as a vitest suite. `makeEnvironment` is called once, before the first clause, and what it
 * gives is closed after the last. A clause is skipped only through the list of known divergences, and its reason is
 * then part of the report.
 */
export function describeComputeContract(
  name: string,
  makeEnvironment: () => ContractEnvironment | Promise<ContractEnvironment>,
): void {
  describe(`compute contract: ${name}`, () => {
    let environment: ContractEnvironment;
    beforeAll(async () => {
      environment = await makeEnvironment();
    });
    afterAll(() => environment.close());

    for (const { name: clause, run } of contractCases)
      it(clause, { timeout: LIVE_TIMEOUT_MS }, async ({ skip }) => {
        const divergence = divergenceOf(clause, environment.kind);
        if (divergence !== null) skip(`${divergence.reason} (${divergence.evidence})`);
        await run(environment);
      });
  });
}
