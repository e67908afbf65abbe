/** Writes a text; resolves once it has left the process, or cannot any more. */
export type WriteText = (text: string) => Promise<void>;

/** The output of the protocol. */
export interface ProtocolOutput {
  readonly write: WriteText;
  /** How many bytes the client has not taken yet. */
  readonly unreadBytes: number;
}

/** Takes stdout for the protocol alone: whatever a library writes to it from now on goes to stderr. */
export function takeStdout(): ProtocolOutput {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  // stdout itself reports a reader that is gone.
  return {
    write: (text) => new Promise((resolve) => write(text, () => resolve())),
    get unreadBytes() {
      return process.stdout.writableLength;
    },
  };
}
