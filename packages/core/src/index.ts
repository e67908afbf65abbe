export type { AttachOptions, AttachResult } from './attaching/attach.js';
export type { DetachResult } from './attaching/detach.js';
export {
  type CallOptions,
  type CheckOptions,
  type ClientOptions,
  type ComputeClient,
  createClient,
  type DetachOptions,
} from './create-client.js';
export { createTransport, type TransportOptions } from './create-transport.js';
export type { Cause, Confidence } from './diagnosis/causes/cause.js';
export { STUCK_AFTER_MS } from './diagnosis/causes/progress-causes.js';
export type { AttachReport, CheckScope } from './diagnosis/check-attach.js';
export type { Check, CheckId, CheckStatus } from './diagnosis/checks/check.js';
export type { DiagnoseOptions, Diagnosis } from './diagnosis/diagnose.js';
export type { SearchedList, SearchFailure } from './discovery/best-effort-search.js';
export type { Attachment } from './discovery/find-attachments.js';
export type { FindClustersOptions, FoundCluster, FoundClusters } from './discovery/find-clusters.js';
export {
  type AttachConfiguration,
  type AttachConfigurationInput,
  parseAttachConfiguration,
} from './domain/attach-configuration.js';
export type { AttachIdentity } from './domain/attach-identity.js';
export type { AttachPlan, Difference } from './domain/attach-plan.js';
export { CLOUDS, type CloudEndpoints, type CloudName, parseOrigin } from './domain/cloud.js';
export type { AksCluster, ArcCluster, Cluster } from './domain/cluster.js';
export type { Compute, ComputeIdentity, ConnectionStrings } from './domain/compute.js';
export { type KubernetesComputeStatus, statusOf, statusOrState } from './domain/compute-status.js';
export type { Extension } from './domain/extension.js';
export type { Fact } from './domain/fact.js';
export { type ComputeName, computeNameWarnings, parseComputeName } from './domain/ids/compute-name.js';
export { type Namespace, parseNamespace } from './domain/ids/namespace.js';
export {
  type ClusterId,
  type ClusterKind,
  type ComputeId,
  clusterKindOf,
  parseClusterId,
  parseUserAssignedIdentityId,
  parseWorkspaceId,
  type UserAssignedIdentityId,
  type WorkspaceId,
} from './domain/ids/resource-ids.js';
export {
  computeIdOf,
  type WorkspaceName,
  workspaceIdOf,
  workspaceNameOf,
} from './domain/ids/workspace-name.js';
export type {
  InstanceResources,
  InstanceType,
  InstanceTypes,
  Quantities,
  Quantity,
} from './domain/instance-types.js';
export type { JsonObject, JsonValue } from './domain/json.js';
export { isTerminal, type KnownState, type Lifecycle } from './domain/lifecycle.js';
export { allows, type Permission } from './domain/permission.js';
export { Secret } from './domain/secret.js';
export type { Timestamp } from './domain/timestamp.js';
export {
  ComputeTargetError,
  type ComputeTargetErrorJson,
  type ErrorContext,
  type ServiceAnswer,
} from './errors/compute-target-error.js';
export { ConflictError } from './errors/conflict-error.js';
export { CredentialError } from './errors/credential-error.js';
export { ERROR_CODES, type ErrorCode } from './errors/error-code.js';
export { ForbiddenError } from './errors/forbidden-error.js';
export { type InputProblem, InvalidInputError } from './errors/invalid-input-error.js';
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
export {
  type Abortable,
  KubernetesCompute,
  type SkippedCompute,
  type WaitForCompletionOptions,
} from './kubernetes-compute.js';
export { type Operation, type OperationMode, restoreOperation } from './lro/operation.js';
export { DEFAULT_PACE, type Pace } from './lro/schedule.js';
export { type Clock, systemClock } from './runtime/clock.js';
export type { Random } from './runtime/random.js';
export { compose } from './transport/compose.js';
export { type Fetch, fetchTransport } from './transport/fetch-transport.js';
export { DEFAULT_RETRY, type RetryOptions } from './transport/retry-decision.js';
export { withTimeLimit } from './transport/time-limit.js';
export type { AccessToken, TokenCredential } from './transport/token-credential.js';
export type {
  HttpMethod,
  Policy,
  Transport,
  TransportAnswer,
  TransportHeaders,
  TransportRequest,
} from './transport/transport.js';
export {
  DEFAULT_WAIT_MS,
  type WaitOptions,
  type WaitOutcome,
  type WaitProgress,
  type WaitRecord,
} from './waiting/wait.js';
export type { WaitGoal } from './waiting/wait-outcome.js';
export type { DecodedCompute } from './wire/computes/decode-compute.js';
export type { ComputePayload, SerializeOptions } from './wire/computes/payload.js';
export {
  Workspace,
  type WorkspaceConnection,
  type WorkspaceReference,
} from './workspace.js';
