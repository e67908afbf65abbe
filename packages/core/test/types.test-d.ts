/** Checked by the compiler, not run: what the types must allow and refuse. */
import type { FakeComputeService, ManualClock } from '@azureml-kubernetes/testkit';
import type { KnownState } from '../src/domain/lifecycle.js';
import type {
  Clock,
  ClusterId,
  ComputeId,
  ErrorCode,
  Fetch,
  TokenCredential,
  Transport,
  WaitOutcome,
  WorkspaceId,
} from '../src/index.js';

declare function takes<T>(value: T): void;
declare const clusterId: ClusterId;
declare const computeId: ComputeId;
declare const fake: FakeComputeService;
declare const clock: ManualClock;
declare const outcome: WaitOutcome;

// Ids are text, but text is no id, and one kind is not another.
takes<string>(clusterId);
// @ts-expect-error text has to be parsed first
takes<ClusterId>('/subscriptions/x');
// @ts-expect-error the id of a compute is not that of a workspace
takes<WorkspaceId>(computeId);

// The seams: what the testkit offers fits without any adapter.
takes<Fetch>(fake.fetch);
// @ts-expect-error a fetch becomes a transport by fetchTransport
takes<Transport>(fake.fetch);
takes<Clock>(clock);

// The Azure SDK's credentials, by their shape: an abort signal of its own, more options, null for no token.
interface AzureCredential {
  getToken(
    scopes: string | string[],
    options?: {
      abortSignal?: { readonly aborted: boolean };
      claims?: string;
      tenantId?: string;
      enableCae?: boolean;
    },
  ): Promise<{
    token: string;
    expiresOnTimestamp: number;
    refreshAfterTimestamp?: number;
    tokenType?: 'Bearer' | 'pop';
  } | null>;
}
declare const azure: AzureCredential;
takes<TokenCredential>(azure);

// A timeout cannot be taken for success: the compute of an attach is there only after narrowing.
// @ts-expect-error only a failed wait has problems
takes<unknown>(outcome.problems);
export function stateOf(result: WaitOutcome): string {
  switch (result.kind) {
    case 'reached':
      return result.compute?.name ?? 'gone';
    case 'failed':
      return result.state;
    case 'timed-out':
      return result.lastState ?? 'unseen';
  }
}

// The unions are closed: a new member has to be thought of wherever all are listed.
export const EVERY_CODE: Record<ErrorCode, true> = {
  'invalid-input': true,
  'invalid-payload': true,
  'workspace-mismatch': true,
  'unsupported-operation': true,
  'not-found': true,
  conflict: true,
  credential: true,
  forbidden: true,
  throttled: true,
  network: true,
  service: true,
  'unexpected-response': true,
  'untrusted-url': true,
  'provisioning-failed': true,
  'timed-out': true,
};
export const EVERY_STATE: Record<KnownState, true> = {
  unknown: true,
  creating: true,
  updating: true,
  deleting: true,
  succeeded: true,
  failed: true,
  canceled: true,
};
