/**
 * An instant as the compute API writes it: seven fractional digits and `+00:00` (recorded). The four digits beyond
 * the milliseconds are derived from the instant, so that they are not all zero and yet the same in every run.
 *
 * @param at milliseconds since 1970-01-01 UTC
 */
export function timestamp(at: number): string {
  const beyond = ((Math.floor(at) * 7919) % 10000).toString().padStart(4, '0');
  return `${new Date(at).toISOString().slice(0, -1)}${beyond}+00:00`;
}

/** The same instant as {@link timestamp}, as the APIs write it that end it with `Z`. */
export function zuluTimestamp(at: number): string {
  return timestamp(at).replace('+00:00', 'Z');
}
