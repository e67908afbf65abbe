import type { TokenCredential } from '@azureml-kubernetes/core';
import { RecentMap } from '../runtime/recent-map.js';
import { type CallerCredential, createCallerCredential } from './caller-credential.js';
import { OperationMemory } from './operation-memory.js';
import type { Workspaces } from './workspaces.js';

/** What belongs to one caller alone: the way to Azure, and the operations started there. */
export interface CallerServices {
  readonly workspaces: Workspaces;
  readonly operations: OperationMemory;
}

/** How a caller's token becomes a connection to Azure, and how many are kept. */
export interface OnBehalfOfOptions {
  readonly exchange: (accessToken: string) => TokenCredential;
  readonly connect: (credential: TokenCredential) => Workspaces;
  /** How many callers are kept; the one seen longest ago is forgotten first. */
  readonly max: number;
}

interface KnownCaller {
  readonly credential: CallerCredential;
  readonly services: CallerServices;
}

/** Keeps callers apart, so that what one may do at Azure is never done for another. */
export class OnBehalfOf {
  readonly #options: OnBehalfOfOptions;
  readonly #callers: RecentMap<string, KnownCaller>;

  constructor(options: OnBehalfOfOptions) {
    this.#options = options;
    this.#callers = new RecentMap(options.max);
  }

  /** Has to be called with each request, because a caller's access token is renewed from time to time. */
  renewToken(principal: string, accessToken: string): void {
    const caller = this.#callers.get(principal) ?? this.#open();
    caller.credential.renew(accessToken);
    this.#callers.set(principal, caller);
  }

  /** The services of a caller whose token has been renewed; without one, Azure refuses the caller. */
  forCaller(principal: string): CallerServices {
    const caller = this.#callers.get(principal) ?? this.#open();
    this.#callers.set(principal, caller);
    return caller.services;
  }

  #open(): KnownCaller {
    const { exchange, connect } = this.#options;
    const credential = createCallerCredential(exchange);
    return { credential, services: { workspaces: connect(credential), operations: new OperationMemory() } };
  }
}
