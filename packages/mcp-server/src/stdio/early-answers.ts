import type { Era } from '../eras/era-of.js';
import type { ListedOffer } from '../protocol/list-offer.js';
import { answerEarlyLegacy } from './early-legacy.js';
import { answerEarlyModern } from './early-modern.js';
import type { Message } from './message.js';

/** Answers what a start asks for, before any leg is open. */
export class EarlyAnswers {
  readonly #offer: ListedOffer;
  #initialize: Message | null = null;
  #initialized: Message | null = null;

  constructor(offer: ListedOffer) {
    this.#offer = offer;
  }

  /** The answer; `taken` where a message needs none; null where the leg has to answer. */
  answer(message: Message, era: Era): object | 'taken' | null {
    if (era === 'modern') return answerEarlyModern(message, this.#offer);
    const answer = answerEarlyLegacy(message, this.#offer);
    if (answer !== null && message.method === 'initialize') this.#initialize = message;
    if (message.method === 'notifications/initialized') this.#initialized = message;
    return answer;
  }

  /** The handshake as it was, for a leg that has not had it. */
  get handshake(): readonly Message[] {
    return [this.#initialize, this.#initialized].filter((message) => message !== null);
  }
}
