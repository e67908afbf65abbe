import type { Clock } from '../runtime/clock.js';
import type { HttpMethod, Policy } from './transport.js';

/** Requests that may be sent at once, and how many more each second. */
interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * A little less than what Azure Resource Manager lets one principal ask of one subscription: 250 reads and 25 more each
 * second, 200 writes and 10, 200 deletes and 10 (documented, since 2024).
 */
const ARM_ALLOWANCES = {
  reads: { burst: 240, perSecond: 24 },
  writes: { burst: 190, perSecond: 9.5 },
  deletes: { burst: 190, perSecond: 9.5 },
} as const satisfies Record<string, Allowance>;

type Kind = keyof typeof ARM_ALLOWANCES;

/**
 * Holds requests back until Azure Resource Manager's own token buckets have room for them, so that many at once are
 * late instead of refused. It goes within the retries, because each try counts. Each subscription, and reads, writes and deletes in it, have a budget of their own. First
 * come, first served; a wait ends with the signal's reason.
 */
export function withRequestBudget(clock: Clock): Policy {
  const budgets = new Map<string, Budget>();
  return (next) => async (request) => {
    const kind = kindOf(request.method);
    const key = `${kind} ${subscriptionIn(request.url)}`;
    const budget = budgets.get(key) ?? new Budget(ARM_ALLOWANCES[kind], clock);
    budgets.set(key, budget);
    await budget.take(request.signal);
    return next(request);
  };
}

function kindOf(method: HttpMethod): Kind {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}

function subscriptionIn(url: string): string {
  return /\/subscriptions\/([^/?]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';
}

/** A token bucket that may go negative: the caller waits until its token is due. */
class Budget {
  readonly #allowance: Allowance;
  readonly #clock: Clock;
  #tokens: number;
  #countedAt: number;

  constructor(allowance: Allowance, clock: Clock) {
    this.#allowance = allowance;
    this.#clock = clock;
    this.#tokens = allowance.burst;
    this.#countedAt = clock.monotonic();
  }

  async take(signal: AbortSignal | undefined): Promise<void> {
    this.#refill();
    this.#tokens -= 1;
    if (this.#tokens >= 0) return;
    try {
      await this.#clock.sleep((-this.#tokens / this.#allowance.perSecond) * 1_000, signal);
    } catch (reason) {
      this.#tokens += 1;
      throw reason;
    }
  }

  #refill(): void {
    const now = this.#clock.monotonic();
    const gained = ((now - this.#countedAt) / 1_000) * this.#allowance.perSecond;
    this.#tokens = Math.min(this.#allowance.burst, this.#tokens + gained);
    this.#countedAt = now;
  }
}
