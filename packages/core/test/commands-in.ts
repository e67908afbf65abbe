/** Commands of `az` that name no resource. */
const WITHOUT_GROUP = /^az (?:login|account list|cloud show|group list|provider (?:register|show))\b/;

/** The command lines in a text. */
export function commandsIn(text: string): string[] {
  const lines = text.match(/(?:^|[\s(;])((?:az|kubectl|helm) [a-z][^;]*)/g) ?? [];
  return lines.map((line) => line.replace(/^[\s(;]+/, ''));
}

/** The command lines of `az` in which something is left to fill in. */
export function incompleteCommands(text: string): string[] {
  return commandsIn(text).filter((line) => {
    if (/<\w|\bnull\b|undefined|[{}]/.test(line)) return true;
    if (!line.startsWith('az ') || WITHOUT_GROUP.test(line)) return false;
    return !/--resource-group[ =]/.test(line) || !/--subscription /.test(line);
  });
}
