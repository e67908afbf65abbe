import { Writable } from 'node:stream';

/** Takes stdout for the protocol alone: whatever a library writes to it from now on goes to stderr. */
export function takeStdout(): Writable {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  const out = new Writable({
    decodeStrings: false,
    write: (chunk: string, encoding, done) => {
      write(chunk, encoding, done);
    },
  });
  // stdout itself reports a reader that is gone.
  return out.on('error', () => {});
}
