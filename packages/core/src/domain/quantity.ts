/** Nano units: Kubernetes rounds up what is smaller. */
const NANO_DIGITS = 9;

const SUFFIXES: Readonly<Record<string, readonly [base: bigint, exponent: bigint]>> = {
  '': [10n, 0n],
  k: [10n, 3n],
  M: [10n, 6n],
  G: [10n, 9n],
  T: [10n, 12n],
  P: [10n, 15n],
  E: [10n, 18n],
  Ki: [2n, 10n],
  Mi: [2n, 20n],
  Gi: [2n, 30n],
  Ti: [2n, 40n],
  Pi: [2n, 50n],
  Ei: [2n, 60n],
};

/** Smaller than one: the number of nano units in one of these. */
const SMALL: Readonly<Record<string, bigint>> = { n: 1n, u: 1_000n, m: 1_000_000n };

const FORM = /^(\d{1,30})(?:\.(\d{1,30}))?(n|u|m|[kMGTPE]|[KMGTPE]i)?$/;

/**
 * The amount of a Kubernetes quantity in billionths, rounded up, so that `1`, `1000m` and `1.0` are equal and amounts
 * compare as numbers. Null for what is not a plain quantity.
 */
export function amountOf(quantity: string): bigint | null {
  const [matched, whole = '', fraction = '', suffix = ''] = FORM.exec(quantity) ?? [];
  if (matched === undefined) return null;
  const digits = BigInt(whole + fraction);
  const divisor = 10n ** BigInt(fraction.length);
  return divideUp(digits * nanosOf(suffix), divisor);
}

function nanosOf(suffix: string): bigint {
  const small = SMALL[suffix];
  if (small !== undefined) return small;
  const [base, exponent] = SUFFIXES[suffix] ?? [10n, 0n];
  return base ** exponent * 10n ** BigInt(NANO_DIGITS);
}

function divideUp(amount: bigint, divisor: bigint): bigint {
  return (amount + divisor - 1n) / divisor;
}

/** Whether two quantities are the same amount, however they are written. */
export function sameQuantity(one: string, other: string): boolean {
  const amount = amountOf(one);
  return amount === null ? one === other : amount === amountOf(other);
}
