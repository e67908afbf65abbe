/** Needs no quotes in any common shell. */
const PLAIN = /^[\w./:=,@+][\w./:=,@+-]*$/;

/** Options of a command by their name without the hyphens; one that is null is left out. */
export type ShellOptions = Readonly<Record<string, string | null>>;

/**
 * Writes a command that can be pasted into a shell: each value is one word to it, whatever the value holds.
 * A value that begins with a hyphen is not taken for an option.
 */
export function shellLine(command: string, options: ShellOptions = {}): string {
  const words = Object.entries(options).map(([name, value]) =>
    value === null ? null : optionOf(name, value),
  );
  return [command, ...words.filter((word) => word !== null)].join(' ');
}

function optionOf(name: string, value: string): string {
  return value.startsWith('-') ? `--${name}=${shellWord(value)}` : `--${name} ${shellWord(value)}`;
}

/** One word to a shell: in single quotes, where a POSIX shell and PowerShell read everything as it is. */
export function shellWord(value: string): string {
  return PLAIN.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
