/** Which attach of a fleet. */
export interface FleetMember {
  readonly name: string;
  /** Which of the workspaces, from 0. */
  readonly workspace: number;
  /** Which of the processes does it, from 0. */
  readonly process: number;
}

/** A way to attach many clusters at the same time. */
export interface Fleet {
  /** Attaches and waits for the end; returns how often it looked, where that is known. */
  attach(member: FleetMember): Promise<number | null>;
}

/** One fleet: who attaches how many, where, and whether the service has ARM's token buckets. */
export interface FleetCase {
  readonly who: 'ours' | 'official';
  /** Attaches in all. */
  readonly count: number;
  /** Workspaces of the one subscription, which have equal parts of it. */
  readonly workspaces: number;
  /** Processes of the one principal, which do equal parts of it and do not know each other. */
  readonly processes: number;
  readonly buckets: 'throttled' | 'free';
}

/** What became of all of them. */
export interface FleetResult {
  readonly requests: number;
  readonly pages: number;
  readonly readings: number;
  readonly throttled: number;
  readonly attached: number;
  /** Virtual seconds until the last attach had ended, or was given up. */
  readonly lastSeconds: number;
  /** Looks of the wait that looked most. */
  readonly looks: number | null;
}
