import type { TokenCredential } from '@azureml-kubernetes/core';
import { OperationMemory } from '../catalogue/operation-memory.js';
import { RecentMap } from '../recent-map.js';
import { type CallerCredential, createCallerCredential } from './caller-credential.js';
import type { Workspaces } from './workspaces.js';

/** What a caller has for itself alone: its way to Azure, and what it started there. */
export interface CallerParts {
  readonly workspaces: Workspaces;
  readonly operations: OperationMemory;
}

export interface OnBehalfOfOptions {
  readonly exchange: (accessToken: string) => TokenCredential;
  readonly connect: (credential: TokenCredential) => Workspaces;
  /** How many callers are kept; the one seen longest ago is forgotten first. */
  readonly max: number;
}

interface Kept {
  readonly credential: CallerCredential;
  readonly parts: CallerParts;
}

/** Keeps callers apart, so that what one may do at Azure is never done for another. */
export class OnBehalfOf {
  readonly #options: OnBehalfOfOptions;
  readonly #callers: RecentMap<string, Kept>;

  constructor(options: OnBehalfOfOptions) {
    this.#options = options;
    this.#callers = new RecentMap(options.max);
  }

  /** Has to be called with each request, because a caller's access token is renewed from time to time. */
  see(principal: string, accessToken: string): CallerParts {
    const kept = this.#callers.get(principal) ?? this.#open();
    kept.credential.renew(accessToken);
    this.#callers.set(principal, kept);
    return kept.parts;
  }

  #open(): Kept {
    const { exchange, connect } = this.#options;
    const credential = createCallerCredential(exchange);
    return { credential, parts: { workspaces: connect(credential), operations: new OperationMemory() } };
  }
}
