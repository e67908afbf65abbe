/** Commands of `az` that name no resource. */
const WITHOUT_GROUP = /^az (?:login|account list|cloud show|group list|provider (?:register|show))\b/;

/** The command lines in a text. */
export function commandsIn(text: string): string[] {
  const lines = text.match(/(?:^|[\s(;])((?:az|kubectl|helm) [a-z][^;]*)/g) ?? [];
  return lines.map((line) =>
    (line.startsWith('(') ? line.replace(/\).*$/, '') : line).replace(/^[\s(;]+/, ''),
  );
}

/** The command lines in which something is left to fill in, or that a shell does not take because of a remark. */
export function incompleteCommands(text: string): string[] {
  return commandsIn(text).filter((line) => {
    if (/<\w|\bnull\b|undefined|[{}]/.test(line)) return true;
    if (/[()]/.test(line.replace(/'[^']*'/g, ''))) return true;
    if (!line.startsWith('az ') || WITHOUT_GROUP.test(line)) return false;
    return !/--resource-group[ =]/.test(line) || !/--subscription /.test(line);
  });
}
