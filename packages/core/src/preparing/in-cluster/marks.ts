/** What stood between the marks. */
export type Framed =
  | { readonly kind: 'whole'; readonly output: string; readonly exitCode: number }
  /** The end mark is missing: the output was cut, or the shell broke off. */
  | { readonly kind: 'cut' };

/**
 * Puts marks around a command: the end mark carries its exit code, so that an output which was cut is seen, and no text
 * of a pod can forge the end.
 */
export function framed(command: string, nonce: string): string {
  return `echo BEGIN${nonce}; ${command}; r=$?; echo; echo END${nonce} $r; exit $r`;
}

/** Finds the output between the marks; what stands before them, such as warnings, is no part of it. */
export function unframed(logs: string, nonce: string): Framed {
  const begin = `BEGIN${nonce}\n`;
  const start = logs.indexOf(begin);
  const end = new RegExp(`\\n?END${nonce} (\\d{1,3})\\s*$`).exec(logs);
  if (start < 0 || end === null || end.index < start) return { kind: 'cut' };
  const output = logs.slice(start + begin.length, end.index).replace(/\n$/, '');
  return { kind: 'whole', output, exitCode: Number(end[1]) };
}
