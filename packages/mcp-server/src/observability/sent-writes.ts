import { AsyncLocalStorage } from 'node:async_hooks';

/** One request that could change something. */
export interface SentWrite {
  readonly method: string;
  /** Null while no answer has come. */
  status: number | null;
  request_id: string | null;
}

const collecting = new AsyncLocalStorage<readonly SentWrite[][]>();

/** Runs work and collects the writes that it sends, each try by itself. Collections may lie within each other. */
export async function collectWrites<T>(sent: SentWrite[], work: () => Promise<T>): Promise<T> {
  return collecting.run([...(collecting.getStore() ?? []), sent], work);
}

/** Notes a request that is about to be sent, for the collections around it; its answer is entered later. */
export function noteSent(method: string): SentWrite {
  const write = { method, status: null, request_id: null };
  if (method !== 'GET') for (const sent of collecting.getStore() ?? []) sent.push(write);
  return write;
}

/** Whether the service accepted one of the writes. */
export function isAccepted(sent: readonly SentWrite[]): boolean {
  return sent.some(({ status }) => status !== null && status < 300);
}

/** Whether each write was certainly without effect: the service refused it, and was able to. */
export function isRefused(sent: readonly SentWrite[]): boolean {
  return sent.every(({ status }) => status !== null && status >= 300 && status < 500);
}
