import type { Fault, FaultEffect } from './fault.js';
import { fitsRoute } from './fits-route.js';

/** Statuses that a `Response` with a body cannot have. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Checks what the types of a fault cannot: a fault that could not be carried out would show as another failure.
 *
 * @throws RangeError with what is wrong
 */
export function checkFault({ times = 1, match: { nth = 1, route } = {}, effect }: Fault): void {
  if (!Number.isInteger(nth) || nth < 1) throw new RangeError(`nth counts from 1, got ${nth}`);
  if (!Number.isInteger(times) || (times < 1 && times !== -1))
    throw new RangeError(`times is a count from 1, or -1 for no end, got ${times}`);
  for (const one of [effect].flat()) {
    checkEffect(one);
    if (route !== undefined && !fitsRoute(one, route))
      throw new RangeError(`the effect '${one.kind}' cannot show on ${route}: it would never strike`);
  }
}

function checkEffect(effect: FaultEffect): void {
  if ('delayMs' in effect) checkAmount('delayMs', effect.delayMs);
  if ('durationMs' in effect) checkAmount('durationMs', effect.durationMs);
  if ('retryAfterSeconds' in effect) checkAmount('retryAfterSeconds', effect.retryAfterSeconds ?? 0);
  if ('status' in effect) checkStatus(effect.status ?? 200);
  if ('origin' in effect) checkOrigin(effect.origin);
  checkHeaders(headersOf(effect));
}

function headersOf(effect: FaultEffect): [string, string][] {
  switch (effect.kind) {
    case 'error':
      return Object.entries(effect.headers ?? {});
    case 'text':
      return [['Content-Type', effect.contentType ?? '']];
    case 'drop-header':
      return [[effect.name, '']];
    case 'set-header':
      return [[effect.name, effect.value]];
    default:
      return [];
  }
}

function checkAmount(name: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0))
    throw new RangeError(`${name} is a number from 0, got ${value}`);
}

function checkStatus(status: number): void {
  if (Number.isInteger(status) && status >= 200 && status <= 599 && !BODILESS.has(status)) return;
  throw new RangeError(`status is one that has a body, such as 503, got ${status}`);
}

function checkHeaders(headers: [string, string][]): void {
  try {
    new Headers(headers);
  } catch (cause) {
    const [[name, value] = ['', '']] = headers;
    throw new RangeError(`'${name}: ${value}' is no header`, { cause });
  }
}

function checkOrigin(origin: string): void {
  if (!URL.canParse(origin))
    throw new RangeError(`origin is one such as https://evil.example, got '${origin}'`);
}
