import { AsyncLocalStorage } from 'node:async_hooks';

/** The answer to one request that could change something. */
export interface SentWrite {
  readonly method: string;
  readonly status: number;
  readonly request_id: string | null;
}

const collecting = new AsyncLocalStorage<SentWrite[]>();

/** Runs work and collects the answers to the writes that it sends, each try by itself. */
export async function collectWrites<T>(sent: SentWrite[], work: () => Promise<T>): Promise<T> {
  return collecting.run(sent, work);
}

/** Notes an answer for the collector around the request. */
export function noteAnswer(answer: SentWrite): void {
  if (answer.method !== 'GET') collecting.getStore()?.push(answer);
}
