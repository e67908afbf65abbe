export type { AttachOptions, AttachResult } from './attaching/attach.js';
export type { DetachResult } from './attaching/detach.js';
export { type ComputeClient, createClient } from './create-client.js';
export { createTransport, type TransportOptions } from './create-transport.js';
export { credentialErrorOf } from './credentials/credential-error-of.js';
export type { Cause } from './diagnosis/causes/cause.js';
export type { AttachReport } from './diagnosis/check-attach.js';
export type { Check } from './diagnosis/checks/check.js';
export type { Diagnosis } from './diagnosis/diagnose.js';
export type { FoundCluster, FoundClusters } from './discovery/find-clusters.js';
export {
  type AttachConfiguration,
  type AttachConfigurationInput,
  parseAttachConfiguration,
} from './domain/attach-configuration.js';
export type { AttachPlan } from './domain/attach-plan.js';
export { CLOUDS, type CloudEndpoints, type CloudName, isLoopback, parseOrigin } from './domain/cloud.js';
export type { Compute } from './domain/compute.js';
export type { KubernetesComputeStatus } from './domain/compute-status.js';
export { type ComputeName, computeNameWarnings, parseComputeName } from './domain/ids/compute-name.js';
export { parseNamespace } from './domain/ids/namespace.js';
export {
  type ClusterId,
  type ComputeId,
  clusterKindOf,
  parseClusterId,
  parseWorkspaceId,
  type WorkspaceId,
} from './domain/ids/resource-ids.js';
export {
  computeIdOf,
  type WorkspaceName,
  workspaceIdOf,
  workspaceNameOf,
} from './domain/ids/workspace-name.js';
export type { InstanceTypes } from './domain/instance-types.js';
export { isTerminal, type Lifecycle } from './domain/lifecycle.js';
export type {
  ClusterEvidence,
  CommandRefusal,
  EvidencePart,
  Section,
} from './domain/preparing/cluster-evidence.js';
export { EVIDENCE_PARTS } from './domain/preparing/cluster-evidence.js';
export { type ExtensionRequestInput, isDocumentedSetting } from './domain/preparing/extension-request.js';
export type { PreparationWrite } from './domain/preparing/preparation-write.js';
export type { PrepareTargetInput } from './domain/preparing/prepare-target.js';
export {
  type Change,
  type InClusterUse,
  STEP_IDS,
  type StepId,
  type StepState,
} from './domain/preparing/step.js';
export { ComputeTargetError, type ErrorContext } from './errors/compute-target-error.js';
export { ConflictError } from './errors/conflict-error.js';
export type { CredentialAttempt } from './errors/credential-attempt.js';
export { CredentialError } from './errors/credential-error.js';
export type { CredentialReason } from './errors/credential-reason.js';
export { ERROR_CODES, type ErrorCode } from './errors/error-code.js';
export { ForbiddenError } from './errors/forbidden-error.js';
export { InvalidInputError } from './errors/invalid-input-error.js';
export { InvalidPayloadError } from './errors/invalid-payload-error.js';
export { NetworkError } from './errors/network-error.js';
export { NotFoundError } from './errors/not-found-error.js';
export { ProvisioningFailedError } from './errors/provisioning-failed-error.js';
export { redactText } from './errors/redact-text.js';
export { ServiceError } from './errors/service-error.js';
export type { ServiceProblem } from './errors/service-problem.js';
export { ThrottledError } from './errors/throttled-error.js';
export { TimedOutError } from './errors/timed-out-error.js';
export { UnexpectedResponseError } from './errors/unexpected-response-error.js';
export { UnsupportedOperationError } from './errors/unsupported-operation-error.js';
export { UntrustedUrlError } from './errors/untrusted-url-error.js';
export { WorkspaceMismatchError } from './errors/workspace-mismatch-error.js';
export type { AroundWrite } from './fleet/apply-change.js';
export type { ApplyFleetOptions, FleetEvent } from './fleet/apply-fleet.js';
export type { Fleet, FleetCompute } from './fleet/fleet.js';
export { type FleetProblem, InvalidFleetError } from './fleet/fleet-problem.js';
export { nearestWord } from './fleet/nearest-word.js';
export { parseFleet } from './fleet/parse-fleet.js';
export type { FleetChange } from './fleet/plan-compute.js';
export type { FleetPlan } from './fleet/plan-fleet.js';
export { KubernetesCompute } from './kubernetes-compute.js';
export type { Operation } from './lro/operation.js';
export type { InspectOptions } from './preparing/inspect-cluster.js';
export type { PreparationOutcome } from './preparing/preparation-outcome.js';
export type { PlanPreparationOptions, PreparationPlan } from './preparing/preparation-plan.js';
export type { PreparationProgress } from './preparing/preparation-run.js';
export type { PrepareOptions } from './preparing/prepare.js';
export type { PreparationStep } from './preparing/steps/preparation-step.js';
export { type Clock, systemClock } from './runtime/clock.js';
export type { WorkspaceAccess } from './service/service.js';
export { compose } from './transport/compose.js';
export { type Fetch, fetchTransport } from './transport/fetch-transport.js';
export { withTimeLimit } from './transport/time-limit.js';
export type { TokenCredential } from './transport/token/token-credential.js';
export type { Policy, Transport, TransportAnswer, TransportRequest } from './transport/transport.js';
export type { WaitGoal } from './waiting/judge-wait.js';
export type { WaitOptions, WaitOutcome } from './waiting/wait.js';
export type { DecodedCompute } from './wire/computes/decode-compute.js';
export { Workspace, type WorkspaceConnection, type WorkspaceReference } from './workspace.js';
