export type { ContractCase } from './contract-cases.js';
export { contractCases } from './contract-cases.js';
export type { ContractEnvironment } from './contract-environment.js';
export { ContractViolation } from './contract-violation.js';
export { describeComputeContract } from './describe-compute-contract.js';
export { fakeEnvironment, fakeServerEnvironment } from './fake-environment.js';
export { type KnownDivergence, knownDivergences } from './known-divergences.js';
export { liveEnvironment } from './live-environment.js';
export { planFaults } from './plan-faults.js';
