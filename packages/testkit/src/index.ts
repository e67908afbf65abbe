export { type ContractCase, contractCases } from './contract/contract-cases.js';
export type { ContractEnvironment } from './contract/contract-environment.js';
export { ContractViolation } from './contract/contract-violation.js';
export { fakeEnvironment, fakeServerEnvironment } from './contract/fake-environment.js';
export { type KnownDivergence, knownDivergences } from './contract/known-divergences.js';
export { liveEnvironment } from './contract/live-environment.js';
export type { ControlPlane, FaultControl, RequestControl } from './control/control-plane.js';
export { UnknownResourceError } from './control/unknown-resource-error.js';
export { apiVersions } from './fake/api-versions.js';
export type { Provisioning } from './fake/arm-call.js';
export { FakeComputeService } from './fake/fake-compute-service.js';
export type { Fault, FaultEffect, FaultMatch } from './fake/fault.js';
export type { JournalEntry, JournalFilter } from './fake/journal.js';
export { defaultModes, type ServiceModes } from './fake/modes.js';
export type { RouteName } from './fake/route-name.js';
export type { FakeServiceOptions } from './fake/service-options.js';
export { armLimits, type ThrottleLimits } from './fake/throttle.js';
export { UnconsumedFaultError } from './fake/unconsumed-fault-error.js';
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
export type { Json, JsonObject } from './json.js';
export { demoIds, demoSeed } from './seed/demo-seed.js';
export { namedSeeds, type SeedName } from './seed/named-seeds.js';
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
export { SeedError } from './seed/seed-error.js';
export type { WorldSeed } from './seed/worlds/world-seed.js';
export { type WorldFamily, type WorldName, worldFamilies, worlds } from './seed/worlds/worlds.js';
export type { Clock } from './time/clock.js';
export { ManualClock, type ManualClockOptions } from './time/manual-clock.js';
export { StalledClockError } from './time/stalled-clock-error.js';
export { systemClock } from './time/system-clock.js';
export { version } from './version.js';
export type { ComputeView } from './world/lifecycle.js';
export type {
  ClusterKind,
  ClusterRecord,
  ClusterTouch,
  Grant,
  OperationRecord,
  WorkspaceRole,
} from './world/records.js';
export type { WorldSnapshot } from './world/snapshot.js';
