/** A way to attach many clusters at the same time. */
export interface Fleet {
  /** Attaches and waits for the end; returns how often it looked, where that is known. */
  attach(name: string): Promise<number | null>;
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
