import type { Era } from '../eras/era-of.js';
import type { WriteMessage } from './channel.js';
import type { Message } from './message.js';

/** One half of the protocol, at work. */
export interface Leg {
  /** How many requests have been neither answered nor canceled. */
  readonly pending: number;
  deliver(message: Message): void;
  /** Resolves once no call is at work. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Loads and connects a leg. */
export type OpenLeg = () => Promise<Leg>;

/** How messages find their leg. */
export interface LegsOptions {
  readonly route: (message: Message) => Era;
  /** Answers a message before its leg is open; `taken` where it needs no answer, null where the leg has to give it. */
  readonly early: (message: Message, era: Era) => object | 'taken' | null;
  readonly write: WriteMessage;
  readonly open: Readonly<Record<Era, OpenLeg>>;
  /** Called when a leg cannot be opened, or throws on a message. */
  readonly onFailed: (error: unknown) => void;
  /** Called when a message has been handed to its leg. */
  readonly onDelivered: () => void;
}

interface OpenedLeg {
  readonly leg: Promise<Leg>;
  /** Settles once all that came so far has been handed over. */
  delivered: Promise<void>;
  /** How many messages wait for their turn. */
  queued: number;
  open: Leg | null;
}

/** Gives each message to the leg of its era, in the order in which they came. A leg is opened by the first
 * message that cannot be answered without it. */
export class Legs {
  readonly #options: LegsOptions;
  readonly #legs = new Map<Era, OpenedLeg>();

  constructor(options: LegsOptions) {
    this.#options = options;
  }

  deliver(message: Message): void {
    // Which leg has the call that is canceled, only that leg knows; one that is not open has none.
    if (message.method === 'notifications/cancelled')
      for (const opened of this.#legs.values()) this.#queue(opened, message);
    else this.#give(message, this.#options.route(message));
  }

  /** Once a leg is open, all messages of its era go to it, so that none overtakes another. */
  #give(message: Message, era: Era): void {
    const { early, write, onFailed } = this.#options;
    const answer = this.#legs.has(era) ? null : early(message, era);
    if (answer === null) this.#queue(this.#legOf(era), message);
    else if (answer !== 'taken') write(answer).catch(onFailed);
  }

  #legOf(era: Era): OpenedLeg {
    const known = this.#legs.get(era);
    if (known !== undefined) return known;
    const leg = this.#options.open[era]();
    const opened: OpenedLeg = { leg, delivered: Promise.resolve(), queued: 0, open: null };
    this.#legs.set(era, opened);
    return opened;
  }

  #queue(opened: OpenedLeg, message: Message): void {
    const { leg, delivered } = opened;
    opened.queued += 1;
    opened.delivered = delivered
      .then(() => leg)
      .then((open) => {
        opened.open = open;
        open.deliver(message);
      })
      .catch(this.#options.onFailed)
      .finally(() => {
        opened.queued -= 1;
        this.#options.onDelivered();
      });
  }

  /** How many messages wait for their leg, or for its answer. */
  get pending(): number {
    return [...this.#legs.values()].reduce((sum, { queued, open }) => sum + queued + (open?.pending ?? 0), 0);
  }

  /** Resolves once all messages are handed over and no call is at work. */
  async idle(): Promise<void> {
    await this.#all(async ({ leg, delivered }) => {
      await delivered;
      await (await leg).idle();
    });
  }

  async close(): Promise<void> {
    await this.#all(async ({ leg }) => (await leg).close());
  }

  async #all(work: (opened: OpenedLeg) => Promise<void>): Promise<void> {
    await Promise.allSettled([...this.#legs.values()].map(work));
  }
}
