/** What a run is asked to do. */
export interface Asked {
  /** Names of suites, in the order in which they run. */
  readonly suites: readonly string[];
  readonly quick: boolean;
  readonly peers: boolean;
  /** Write docs/benchmarks.md and the result that it is made from. */
  readonly write: boolean;
  /** Make docs/benchmarks.md again from the stored result, without a run. */
  readonly page: boolean;
}

const SWITCHES = ['quick', 'peers', 'write', 'page'] as const;

/** @throws Error that says what is wrong and what there is. */
export function parseCommandLine(args: readonly string[], known: readonly string[]): Asked {
  const flags = args.filter((arg) => arg.startsWith('--')).map((flag) => flag.slice(2));
  const names = args.filter((arg) => !arg.startsWith('--'));
  const wrong = flags.find((flag) => !SWITCHES.some((one) => one === flag));
  if (wrong !== undefined) throw new Error(`no such flag: --${wrong}; there are --${SWITCHES.join(', --')}`);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`no such suite: ${unknown}; there are ${known.join(', ')}`);
  const write = flags.includes('write');
  if (write && names.length > 0)
    throw new Error('--write writes the page of a whole run: name no suites with it');
  if (write && flags.includes('quick'))
    throw new Error('--write writes the page, and a quick run says too little for it: leave --quick out');
  return {
    suites: known.filter((name) => names.length === 0 || names.includes(name)),
    quick: flags.includes('quick'),
    peers: flags.includes('peers'),
    write,
    page: flags.includes('page'),
  };
}
