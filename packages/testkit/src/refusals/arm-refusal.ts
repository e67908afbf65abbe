import type { JsonObject } from '../json.js';
import type { Answer } from './answer.js';

/** Parts of a refusal beyond its code and message. */
export interface RefusalExtras {
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The service says no. Thrown anywhere below the service's entry, turned into an answer there and nowhere else. */
export class ArmRefusal extends Error {
  override readonly name = 'ArmRefusal';
  readonly status: number;
  readonly code: string;
  readonly extras: RefusalExtras;

  constructor(
    status: number,
    code: string,
    { message, ...extras }: RefusalExtras & { readonly message: string },
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.extras = extras;
  }

  /** The error envelope of ARM (documented). */
  toAnswer(): Answer {
    const { target, headers } = this.extras;
    const error: JsonObject = { code: this.code, message: this.message };
    if (target !== undefined) error['target'] = target;
    return { status: this.status, headers: headers ?? {}, json: { error } };
  }
}
