import { toHex } from './hex-digest.js';

const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;

/** Step `n` adds the integer part of 2^32 × |sin(n + 1)| (RFC 1321, section 3.4). */
const SINES: readonly number[] = Array.from({ length: 64 }, (_, n) =>
  Math.floor(Math.abs(Math.sin(n + 1)) * 2 ** 32),
);

type Words = readonly [number, number, number, number];

/**
 * MD5 of a text in UTF-8, as lower-case hex digits (RFC 1321). It only repeats names that Azure's command line
 * derives with it; it protects nothing. Web Crypto has no MD5.
 */
export function md5(text: string): string {
  const message = pad(new TextEncoder().encode(text));
  const view = new DataView(message.buffer);
  let state: Words = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let offset = 0; offset < message.length; offset += 64) state = absorb(state, view, offset);
  const digest = new DataView(new ArrayBuffer(16));
  state.forEach((word, index) => {
    digest.setUint32(index * 4, word, true);
  });
  return toHex(new Uint8Array(digest.buffer));
}

/** A one bit, zeros, and the length in bits fill the last block of 64 bytes. */
function pad(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array((Math.floor((bytes.length + 8) / 64) + 1) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  new DataView(padded.buffer).setUint32(padded.length - 8, bytes.length * 8, true);
  return padded;
}

function absorb(start: Words, view: DataView, offset: number): Words {
  let [a, b, c, d] = start;
  for (let step = 0; step < 64; step += 1) {
    const round = Math.floor(step / 16);
    const [mixed, word] = mix(round, step, [b, c, d]);
    const sum = a + mixed + (SINES[step] ?? 0) + view.getUint32(offset + word * 4, true);
    [a, d, c, b] = [d, c, b, (b + rotateLeft(sum, SHIFTS[round]?.[step % 4] ?? 0)) >>> 0];
  }
  const [first, second, third, fourth] = start;
  return [(first + a) >>> 0, (second + b) >>> 0, (third + c) >>> 0, (fourth + d) >>> 0];
}

/** The round's function of the state, and the index of the message word that the step takes. */
function mix(round: number, step: number, [b, c, d]: readonly [number, number, number]): [number, number] {
  switch (round) {
    case 0:
      return [((b & c) | (~b & d)) >>> 0, step];
    case 1:
      return [((d & b) | (~d & c)) >>> 0, (5 * step + 1) % 16];
    case 2:
      return [(b ^ c ^ d) >>> 0, (3 * step + 5) % 16];
    default:
      return [(c ^ (b | ~d)) >>> 0, (7 * step) % 16];
  }
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | ((value >>> 0) >>> (32 - bits));
}
