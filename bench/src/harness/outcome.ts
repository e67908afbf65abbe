/** How a column's numbers are to be read. */
export interface Column {
  readonly label: string;
  /** Digits after the point. */
  readonly digits: number;
}

/** What was measured of one contender; null where it could not be. */
export interface Row {
  readonly label: string;
  readonly cells: readonly (number | null)[];
}

/** What a measure has to reach, and what it was. */
export interface Goal {
  readonly text: string;
  readonly sense: 'at most' | 'at least';
  readonly limit: number;
  /** Null where the run did not measure it. */
  readonly measured: number | null;
  readonly digits: number;
}

/** What one suite found out. Plain data: the page is made from it, now or later. */
export interface SuiteOutcome {
  readonly suite: string;
  readonly title: string;
  /** What is measured, and how. */
  readonly about: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly goals: readonly Goal[];
  /** What could not be measured, and why. */
  readonly remarks: readonly string[];
}

/** One run of the benchmarks. */
export interface Run {
  readonly startedAt: string;
  readonly quick: boolean;
  readonly machine: Machine;
  readonly suites: readonly SuiteOutcome[];
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  /** Load average over a minute as the run began: others who used the machine. */
  readonly load: number;
  readonly versions: Readonly<Record<string, string>>;
}
