import type { ContractEnvironment } from './contract-environment.js';

/** A clause that is not run somewhere, and why. */
export interface KnownDivergence {
  readonly clause: string;
  readonly environment: ContractEnvironment['kind'];
  readonly reason: string;
  /** Where the reason can be checked. */
  readonly evidence: string;
}

/** The only list of skips. */
export const knownDivergences: readonly KnownDivergence[] = [
  {
    clause: 'a PUT over an existing compute attaches again and keeps createdOn',
    environment: 'live',
    reason:
      'Recorded for AmlCompute; whether a Kubernetes compute can be overwritten is unproven, and the attempt may break it.',
    evidence: 'github.com/Azure/azureml-examples pull request 3030: samples detach before they attach again',
  },
];

/** Why a clause is not run in an environment; null when it is. */
export function divergenceOf(
  clause: string,
  environment: ContractEnvironment['kind'],
): KnownDivergence | null {
  return (
    knownDivergences.find((known) => known.clause === clause && known.environment === environment) ?? null
  );
}
