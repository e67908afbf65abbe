export { type ContractCase, contractCases } from './contract/contract-cases.js';
export type { ContractEnvironment } from './contract/contract-environment.js';
export { ContractViolation } from './contract/contract-violation.js';
export { fakeEnvironment, fakeServerEnvironment } from './contract/fake-environment.js';
export { type KnownDivergence, knownDivergences } from './contract/known-divergences.js';
export { liveEnvironment } from './contract/live-environment.js';
export type { ControlPlane, FaultControl, RequestControl } from './control/control-plane.js';
export { UnknownResourceError } from './control/unknown-resource-error.js';
export { FakeComputeService } from './fake-compute-service.js';
export type { Fault, FaultEffect, FaultMatch } from './faults/fault.js';
export type { RouteName } from './faults/route-name.js';
export { UnconsumedFaultError } from './faults/unconsumed-fault-error.js';
export {
  type FetchLike,
  type RecordedExchange,
  ReplayMismatchError,
  recordExchanges,
  replayExchanges,
} from './http/recording.js';
export {
  type CloseOptions,
  type FakeServer,
  type FakeServerOptions,
  startFakeServer,
} from './http/start-fake-server.js';
export type { JournalEntry, JournalFilter } from './journal/journal.js';
export type { Json, JsonObject } from './json.js';
export { demoIds, demoSeed } from './seed/demo-seed.js';
export { parseSeed } from './seed/parse-seed.js';
export type {
  ClusterSeed,
  ComputeSeed,
  ExtensionSeed,
  IdentitySeed,
  Seed,
  SeedAbout,
  SeedBasis,
  UnderWaySeed,
  WorkspaceSeed,
} from './seed/seed.js';
export { namedSeeds, type SeedName } from './seed/worlds/named-seeds.js';
export type { WorldSeed } from './seed/worlds/world-seed.js';
export { type WorldFamily, type WorldName, worldFamilies, worlds } from './seed/worlds/worlds.js';
export { apiVersions } from './service/api-versions.js';
export type { Provisioning } from './service/arm-call.js';
export { armLimits, type ThrottleLimits } from './service/limits/throttle.js';
export { defaultModes, type ServiceModes } from './service/modes/modes.js';
export type { FakeServiceOptions } from './service-options.js';
export { SeedError } from './shape/shape-error.js';
export type { Clock } from './time/clock.js';
export { ManualClock, type ManualClockOptions } from './time/manual-clock.js';
export { StalledClockError } from './time/stalled-clock-error.js';
export { systemClock } from './time/system-clock.js';
export { version } from './version.js';
export type { ComputeView } from './world/lifecycle.js';
export type {
  ClusterChange,
  ClusterKind,
  ClusterRecord,
  Grant,
  OperationRecord,
  WorkspaceRole,
} from './world/records.js';
export type { WorldSnapshot } from './world/snapshot.js';
