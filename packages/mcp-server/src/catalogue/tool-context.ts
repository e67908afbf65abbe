import type { Clock, Compute, ComputeClient, WorkspaceName } from '@azureml-kubernetes/core';
import type { Confirmation } from './confirmation.js';
import type { Preparing } from './preparing.js';

/** What a tool may use while it runs. A server makes one for each call. The client records and remembers what it writes. */
export interface ToolContext {
  readonly client: ComputeClient;
  /** The workspaces that this server may look into; null means any. */
  readonly allowed: readonly WorkspaceName[] | null;
  readonly confirmDetach: ConfirmDetach;
  readonly preparing: Preparing;
  /** Whether a tool of this name is offered to the caller, so that a next step may name it. */
  readonly offers: (tool: string) => boolean;
  /** Null when the caller did not ask for progress. */
  readonly progress: ReportProgress | null;
  readonly clock: Clock;
  /** Aborts when the caller cancels or leaves, or the call is silent for too long. */
  readonly signal: AbortSignal;
  /** How long requests that are sent now may take, in milliseconds, so that the call is not silent for too long. */
  readonly timeLeftMs: () => number;
  /** Aborts when the server is about to stop: what may take long is to answer with what is known. */
  readonly stopping: AbortSignal;
}

/** How far a call is, for its client. */
export interface Progress {
  readonly progress: number;
  readonly total: number;
  readonly message: string;
}

/** Sends progress to the client of a call. */
export type ReportProgress = (progress: Progress) => void;

/** A detach that has to be confirmed. */
export interface DetachRequest {
  readonly compute: Compute;
  /** What the caller brought from an earlier plan. */
  readonly token: string | undefined;
  readonly signal: AbortSignal;
}

/** Has a detach confirmed, by a person or by a token. */
export type ConfirmDetach = (request: DetachRequest) => Promise<Confirmation>;
