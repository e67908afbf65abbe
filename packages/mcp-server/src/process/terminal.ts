import { createInterface } from 'node:readline/promises';
import type { WriteText } from './take-stdout.js';

/** Where a person reads and answers. */
export interface Terminal {
  /** Writes a result to stdout. */
  print(text: string): Promise<void>;
  /** Writes what is no result to stderr. */
  tell(text: string): void;
  /** Rewrites one line of stderr on a terminal; elsewhere each text is a line of its own. */
  progress(text: string): void;
  /** Whether a person can be asked: stdin and stderr are terminals. */
  readonly canAsk: boolean;
  readonly hasColor: boolean;
  /** Asks for a yes. Anything else is a no. */
  confirm(question: string, signal: AbortSignal): Promise<boolean>;
}

/** The terminal of this process. `write` leads to its real stdout, where libraries cannot write. */
export function openTerminal(write: WriteText, { color }: { readonly color: boolean }): Terminal {
  const { stdin, stderr } = process;
  const isLive = stderr.isTTY === true;
  let isRewriting = false;
  const endProgress = (): void => {
    if (isRewriting) stderr.write('\n');
    isRewriting = false;
  };
  return {
    canAsk: stdin.isTTY === true && isLive,
    hasColor: color,
    print: async (text) => {
      endProgress();
      await write(text);
    },
    tell: (text) => {
      endProgress();
      stderr.write(`${text}\n`);
    },
    progress: (text) => {
      isRewriting = isLive;
      stderr.write(isLive ? `\r\u001b[2K${text}` : `${text}\n`);
    },
    confirm: async (question, signal) => {
      endProgress();
      const lines = createInterface({ input: stdin, output: stderr });
      try {
        const answer = await lines.question(`${question}\nGo on? [y/N] `, { signal });
        return /^y(?:es)?$/i.test(answer.trim());
      } finally {
        lines.close();
      }
    },
  };
}
