/** What the client is to ask, and what it has to give back with the answer. */
export interface InputRequired {
  readonly resultType: 'input_required';
  readonly inputRequests: Readonly<Record<string, { readonly method: string; readonly params: object }>>;
  readonly requestState: string;
}

/** Ends a call that can only go on with an answer of the person: the client makes the same call again and brings it. */
export class InputNeeded extends Error {
  readonly result: InputRequired;

  constructor(result: Omit<InputRequired, 'resultType'>) {
    super('the client has to ask the person first');
    this.name = 'InputNeeded';
    this.result = { resultType: 'input_required', ...result };
  }
}
