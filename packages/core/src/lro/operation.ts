import { type ComputeId, isComputeId } from '../domain/ids/resource-ids.js';
import { InvalidPayloadError } from '../errors/invalid-payload-error.js';
import { requireTrustedUrl } from '../transport/trusted-url.js';

/**
 * How an operation is followed: by the status that `Azure-AsyncOperation` names, by the `Location` that answers
 * 202 until it is done, or, where the service gave neither, by the resource itself.
 */
export type OperationMode = 'azure-async-operation' | 'location' | 'resource';

/**
 * A running attach or detach as plain data: it can be stored as JSON and followed by another process.
 * Since 2024 the `url` is signed, so keep a handle like a password and never print it.
 */
export interface Operation {
  readonly version: 1;
  readonly kind: 'attach' | 'detach';
  readonly mode: OperationMode;
  /** Absolute; in mode `resource` it is that of the compute. Never rebuilt or re-encoded. */
  readonly url: string;
  /** When it was accepted, ISO 8601 in UTC. */
  readonly startedAt: string;
  /** ARM id of the compute. */
  readonly computeId: ComputeId;
}

const KINDS: readonly Operation['kind'][] = ['attach', 'detach'];
const MODES: readonly OperationMode[] = ['azure-async-operation', 'location', 'resource'];

/**
 * Reads a stored handle. It is untrusted: its URL has to be of the endpoint that is used now.
 *
 * @throws InvalidPayloadError when it is not a handle of this version.
 * @throws UntrustedUrlError when it is one of another endpoint.
 */
export function restoreOperation(value: unknown, endpoint: string): Operation {
  if (!isOperation(value)) {
    throw new InvalidPayloadError('this is not a stored operation of version 1', {
      hint: 'Give the operation as it was stored, or follow the compute by its name instead',
    });
  }
  const { version, kind, mode, url, startedAt, computeId } = value;
  requireTrustedUrl(url, endpoint, 'stored operation URL');
  return { version, kind, mode, url, startedAt, computeId };
}

/** Whether two handles are of one operation: the URL of a handle may change while it is followed. */
export function sameOperation(one: Operation, other: Operation): boolean {
  const keyOf = ({ kind, startedAt, computeId }: Operation): string =>
    `${kind} ${startedAt} ${computeId.toLowerCase()}`;
  return keyOf(one) === keyOf(other);
}

function isOperation(value: unknown): value is Operation {
  if (typeof value !== 'object' || value === null) return false;
  const { version, kind, mode, url, startedAt, computeId }: Partial<Record<keyof Operation, unknown>> = value;
  return (
    version === 1 &&
    KINDS.some((known) => known === kind) &&
    MODES.some((known) => known === mode) &&
    typeof url === 'string' &&
    isComputeId(computeId) &&
    typeof startedAt === 'string' &&
    !Number.isNaN(Date.parse(startedAt))
  );
}
