import type { CallOptions } from './create-client.js';
import {
  type AttachConfiguration,
  type AttachConfigurationInput,
  parseAttachConfiguration,
} from './domain/attach-configuration.js';
import type { Compute, ComputeIdentity } from './domain/compute.js';
import { type KubernetesComputeStatus, statusOf, statusOrState } from './domain/compute-status.js';
import { sameArmId } from './domain/ids/arm-id.js';
import { workspaceIdOfCompute } from './domain/ids/resource-ids.js';
import type { InstanceTypes } from './domain/instance-types.js';
import type { JsonObject, JsonValue } from './domain/json.js';
import { parseLifecycle } from './domain/lifecycle.js';
import { UnsupportedOperationError } from './errors/unsupported-operation-error.js';
import { WorkspaceMismatchError } from './errors/workspace-mismatch-error.js';
import { type Operation, restoreOperation } from './lro/operation.js';
import type { WaitOptions, WaitOutcome } from './waiting/wait.js';
import { errorOfWait } from './waiting/wait-error.js';
import type { DecodedCompute } from './wire/computes/decode-compute.js';
import {
  type ComputePayload,
  decodePayload,
  encodePayload,
  type SerializeOptions,
} from './wire/computes/payload.js';
import type { Workspace } from './workspace.js';

/** How to wait for the end of an attach or detach. */
export interface WaitForCompletionOptions extends Pick<WaitOptions, 'timeoutMs' | 'onProgress' | 'signal'> {
  /** Write a line to the console whenever the state changes. Default false: quiet is quiet. */
  readonly showOutput?: boolean | undefined;
  /** Wait for the end of a detach. Only needed for one that another process started: a pending operation knows its kind. */
  readonly isDeleteOperation?: boolean | undefined;
}

/**
 * A Kubernetes cluster attached to an Azure Machine Learning workspace: the counterpart of the Python SDK's
 * `azureml.core.compute.KubernetesCompute`. A handle whose fields are those of the last read; `refreshState` and
 * `getStatus` renew them, all or none.
 */
export class KubernetesCompute {
  readonly #workspace: Workspace;
  #compute: Compute;
  #operation: Operation | null;
  /** Whether this handle has detached the compute, also where the service was done at once. */
  #isDetached = false;

  private constructor(workspace: Workspace, compute: Compute, operation: Operation | null) {
    this.#workspace = workspace;
    this.#compute = compute;
    this.#operation = operation;
  }

  /**
   * Describes what to attach; makes no request.
   * @throws InvalidInputError naming field, rule and an example.
   */
  static attachConfiguration(input: AttachConfigurationInput): AttachConfiguration {
    return parseAttachConfiguration(input);
  }

  /**
   * Attaches a cluster under a name and returns as soon as the service has accepted it. The same specification under
   * the same name is found, not sent again.
   *
   * @throws InvalidInputError before any request; ConflictError when the name has another specification, unless
   * `replace`; the typed error of a refusal.
   */
  static async attach(
    workspace: Workspace,
    name: string,
    configuration: AttachConfiguration,
    options: CallOptions & { readonly replace?: boolean } = {},
  ): Promise<KubernetesCompute> {
    const { compute, operation } = await workspace.client.attach(name, configuration, options);
    return new KubernetesCompute(workspace, compute, operation);
  }

  /**
   * Reads a compute by name: the constructor of the reference.
   * @throws NotFoundError when absent; UnsupportedOperationError for a compute of another type.
   */
  static async get(
    workspace: Workspace,
    name: string,
    options: CallOptions = {},
  ): Promise<KubernetesCompute> {
    return new KubernetesCompute(workspace, await workspace.client.get(name, options), null);
  }

  /**
   * Lists the Kubernetes computes of the workspace. Computes of other types, and entries that cannot be read,
   * go to `onSkipped`.
   */
  static async *list(
    workspace: Workspace,
    { signal, onSkipped }: CallOptions & { readonly onSkipped?: (entry: SkippedCompute) => void } = {},
  ): AsyncGenerator<KubernetesCompute> {
    for await (const entry of workspace.client.list({ signal })) {
      if (entry.kind === 'kubernetes') yield new KubernetesCompute(workspace, entry.compute, null);
      else onSkipped?.(entry);
    }
  }

  /**
   * Makes a handle from a stored payload; makes no request.
   *
   * @param operation a stored operation to go on following.
   * @throws InvalidPayloadError; WorkspaceMismatchError when the payload is of another workspace, or the operation of
   * another compute; UntrustedUrlError when the operation is of another endpoint.
   */
  static deserialize(
    workspace: Workspace,
    payload: unknown,
    { operation = null }: { readonly operation?: Operation | null } = {},
  ): KubernetesCompute {
    const compute = decodePayload(payload);
    const owner = workspaceIdOfCompute(compute.id);
    if (!sameArmId(owner, workspace.id)) throw new WorkspaceMismatchError(workspace.id, owner);
    const pending = operation === null ? null : restoreOperation(operation, workspace.cloud.resourceManager);
    if (pending !== null && !sameArmId(pending.computeId, compute.id))
      throw new WorkspaceMismatchError(compute.id, pending.computeId);
    return new KubernetesCompute(workspace, compute, pending);
  }

  /**
   * Waits until the pending attach or detach has ended, or, where none is known, until the compute is attached.
   *
   * @throws ProvisioningFailedError with the service's causes; TimedOutError after `timeoutMs` (default 2 hours);
   * NotFoundError when the compute is gone; the signal's own reason.
   */
  async waitForCompletion(options: WaitForCompletionOptions = {}): Promise<void> {
    const { showOutput = false, isDeleteOperation = false, timeoutMs, onProgress, signal } = options;
    const isDetach = isDeleteOperation || this.#isDetached || this.#operation?.kind === 'detach';
    const kind = isDetach ? 'detach' : 'attach';
    const pending = this.#operation;
    const print = showOutput ? printChanges() : undefined;
    const outcome = await this.#workspace.client.wait(this.name, {
      until: isDetach ? 'detached' : 'attached',
      operation: pending?.kind === kind ? pending : null,
      timeoutMs,
      signal,
      onProgress: (progress) => {
        print?.(progress.state);
        onProgress?.(progress);
      },
    });
    if (this.#operation === pending) this.#keep(outcome);
    if (outcome.kind !== 'reached') throw errorOfWait(outcome, { name: this.name, kind });
  }

  /** Not called where the handle has begun something else meanwhile. */
  #keep(outcome: WaitOutcome): void {
    if (outcome.compute !== null) this.#compute = outcome.compute;
    if (outcome.kind !== 'timed-out') this.#operation = null;
  }

  /**
   * Reads the compute and gives its status, or the capitalised state where there is none: the reference has a status
   * only while the state is exactly `Succeeded` or `Updating`.
   */
  async getStatus(options: CallOptions = {}): Promise<KubernetesComputeStatus | string> {
    await this.refreshState(options);
    return statusOrState(this.#compute);
  }

  /** Reads the compute into this handle: all fields, or none when the read fails. */
  async refreshState(options: CallOptions = {}): Promise<void> {
    this.#compute = await this.#workspace.client.get(this.name, options);
  }

  /** Reads the compute as JSON, just as the service answers it; the handle stays as it is. */
  async get(options: CallOptions = {}): Promise<JsonObject> {
    return this.#workspace.client.getJson(this.name, options);
  }

  /**
   * Removes the association with the workspace; the cluster stays as it is. Returns as soon as the service has
   * accepted it. A compute that is gone already is no error.
   */
  async detach(options: CallOptions = {}): Promise<void> {
    const { operation } = await this.#workspace.client.detach(this.name, { ...options, readFirst: false });
    this.#compute = { ...this.#compute, lifecycle: parseLifecycle('Deleting') };
    this.#operation = operation;
    this.#isDetached = true;
  }

  /**
   * Always refused: an attached cluster is not ours to delete.
   * @throws UnsupportedOperationError
   */
  delete(): never {
    throw new UnsupportedOperationError(`${this.name} is an attached compute and cannot be deleted`, {
      hint: 'Call detach(): it removes the association and leaves the cluster as it is',
    });
  }

  /** The keys and values of the Python SDK's `serialize()`; makes no request and holds no secret unless asked to. */
  serialize(options: SerializeOptions = {}): ComputePayload {
    return encodePayload(this.#compute, options);
  }

  /** As `serialize()`, without secrets. */
  toJSON(): ComputePayload {
    return this.serialize();
  }

  /** Workspace, name and state, for logs; makes no request. */
  toString(): string {
    return `KubernetesCompute(workspace=${this.#workspace.name}, name=${this.name}, state=${this.provisioningState})`;
  }

  /** The attach or detach that is on its way, as plain data that can be stored (it is signed: keep it like a password). */
  get operation(): Operation | null {
    return this.#operation;
  }
  get workspace(): Workspace {
    return this.#workspace;
  }
  get id(): string {
    return this.#compute.id;
  }
  get name(): string {
    return this.#compute.name;
  }
  get type(): 'Kubernetes' {
    return 'Kubernetes';
  }
  get location(): string | null {
    return this.#compute.location;
  }
  get tags(): Readonly<Record<string, string>> | null {
    return this.#compute.tags;
  }
  get description(): string | null {
    return this.#compute.description;
  }
  /** ISO 8601 with six fractional digits or none, as the Python SDK writes it. */
  get createdOn(): string | null {
    return this.#compute.createdOn?.iso ?? null;
  }
  get modifiedOn(): string | null {
    return this.#compute.modifiedOn?.iso ?? null;
  }
  /** The service's own word, such as `Succeeded`. */
  get provisioningState(): string {
    return this.#compute.lifecycle.text;
  }
  get provisioningErrors(): JsonValue {
    return this.#compute.provisioningErrors;
  }
  get clusterResourceId(): string | null {
    return this.#compute.clusterResourceId;
  }
  get clusterLocation(): string | null {
    return this.#compute.clusterLocation;
  }
  get isAttached(): boolean | null {
    return this.#compute.isAttached;
  }
  get namespace(): string | null {
    return this.#compute.namespace;
  }
  get defaultInstanceType(): string | null {
    return this.#compute.defaultInstanceType;
  }
  get instanceTypes(): InstanceTypes | null {
    return this.#compute.instanceTypes;
  }
  get publicIp(): string | null {
    return this.#compute.publicIp;
  }
  get identity(): ComputeIdentity | null {
    return this.#compute.identity;
  }
  get identityType(): string | null {
    return this.#compute.identity?.type ?? null;
  }
  get identityIds(): readonly string[] | null {
    const ids = this.#compute.identity?.userAssignedIdentities;
    return ids ? Object.keys(ids) : null;
  }
  get status(): KubernetesComputeStatus | null {
    return statusOf(this.#compute);
  }
}

/** An entry of a list that is no readable Kubernetes compute. */
export type SkippedCompute = Exclude<DecodedCompute, { kind: 'kubernetes' }>;

function printChanges(): (state: string) => void {
  let last: string | null = null;
  return (state) => {
    // biome-ignore lint/suspicious/noConsole: showOutput asks for it
    if (state !== last) console.log(state);
    last = state;
  };
}
