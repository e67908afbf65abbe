import { toJsonLine } from './to-json-line.js';

/** The levels of the log, the least first. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
/** How serious a line of the log is. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What a log line may hold beside its event: plain facts, never arguments, tokens or answers. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;

/** Writes one event as one JSON line. */
export type Log = (level: LogLevel, event: string, facts?: LogFacts) => void;

interface LogSink {
  readonly minimum: LogLevel;
  /** Takes one line with its newline; the server gives it stderr. */
  readonly write: (line: string) => void;
  readonly now: () => number;
}

/** Makes a log that writes one line of JSON an event. */
export function createLog({ minimum, write, now }: LogSink): Log {
  const threshold = LOG_LEVELS.indexOf(minimum);
  return (level, event, facts = {}) => {
    if (LOG_LEVELS.indexOf(level) < threshold) return;
    const time = new Date(now()).toISOString();
    write(`${toJsonLine({ time, level, event, ...facts })}\n`);
  };
}
