import type { Readable } from 'node:stream';

type Answered = (result: unknown) => void;

/** Reads JSON-RPC answers, one a line; whatever else a server says is passed over. */
export class AnswerReader {
  readonly #giveUpMs: number;
  readonly #waiting = new Map<number, Answered>();
  readonly #answers = new Map<number, unknown>();
  #rest = '';

  constructor(stream: Readable, giveUpMs: number) {
    this.#giveUpMs = giveUpMs;
    stream.setEncoding('utf8').on('data', (chunk: string) => this.#take(chunk));
  }

  /** @throws Error when the answer does not come in time. */
  async of(id: number): Promise<unknown> {
    if (this.#answers.has(id)) return this.#answers.get(id);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const timer = setTimeout(() => reject(new Error(`no answer to request ${id}`)), this.#giveUpMs);
    this.#waiting.set(id, resolve);
    return promise.finally(() => clearTimeout(timer));
  }

  #take(chunk: string): void {
    const lines = `${this.#rest}${chunk}`.split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#read(line);
  }

  #read(line: string): void {
    const message: unknown = parseOrNull(line);
    if (typeof message !== 'object' || message === null) return;
    if (!('id' in message && typeof message.id === 'number' && 'result' in message)) return;
    this.#answers.set(message.id, message.result);
    this.#waiting.get(message.id)?.(message.result);
  }
}

function parseOrNull(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
