import type { SuiteOutcome } from './harness/outcome.js';
import type { PeerInstall } from './peers/install-peers.js';

/** What a suite may know of the run that it is part of. */
export interface SuiteContext {
  /** Fewer and shorter rounds: to see whether it works, not how fast it is. */
  readonly quick: boolean;
  /** Null when no peers were asked for. */
  readonly peers: readonly PeerInstall[] | null;
  /** Where this run keeps its built programs. */
  readonly programs: string;
}

export interface Suite {
  readonly name: string;
  run(context: SuiteContext): Promise<SuiteOutcome>;
}
