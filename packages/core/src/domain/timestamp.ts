/**
 * An instant as the service wrote it. The service gives seven fractional digits, more than a JavaScript `Date`
 * keeps, so the text is the value.
 */
export interface Timestamp {
  /** The service's own text. */
  readonly text: string;
  /** The Python SDK's form of it: `+00:00` for UTC, six fractional digits or none. */
  readonly iso: string;
}

const ISO_8601 =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/;

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Reads ISO 8601 dates and date-times, basic or extended; null for anything else, such as the 30th of February. */
export function readTimestamp(text: string): Timestamp | null {
  const match = ISO_8601.exec(text);
  if (match === null) return null;
  const { 1: year = '', 2: month = '', 3: day = '', 7: fraction, 8: offset } = match;
  const { 4: hour = '00', 5: minute = '00', 6: second = '00' } = match;
  if (!isDate(Number(year), Number(month), Number(day))) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const zone = formatOffset(offset);
  if (zone === null) return null;
  return {
    text,
    iso: `${year}-${month}-${day}T${hour}:${minute}:${second}${formatFraction(fraction)}${zone}`,
  };
}

function isDate(year: number, month: number, day: number): boolean {
  const days = month === 2 && isLeapYear(year) ? 29 : (DAYS_OF_MONTH[month - 1] ?? 0);
  return year >= 1 && day >= 1 && day <= days;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function formatFraction(digits: string | undefined): string {
  const micros = (digits ?? '').slice(0, 6).padEnd(6, '0');
  return micros === '000000' ? '' : `.${micros}`;
}

function formatOffset(offset: string | undefined): string | null {
  if (offset === undefined) return '';
  if (offset === 'Z' || offset === '+00:00') return '+00:00';
  const hours = offset.slice(1, 3);
  const minutes = offset.slice(3).replace(':', '') || '00';
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  const sign = hours === '00' && minutes === '00' ? '+' : offset.slice(0, 1);
  return `${sign}${hours}:${minutes}`;
}
