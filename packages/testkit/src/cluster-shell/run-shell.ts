/** What a command prints, and how it ends. */
export interface CommandOutput {
  readonly exitCode: number;
  readonly logs: string;
}

/** Longer output is cut (documented). */
const MAX_LOGS = 512 * 1024;

/**
 * Runs statements that are parted by `;`. Of the shell's own words `echo`, `r=$?` and `exit` are understood; all else
 * is handed to `execute`.
 */
export function runShell(text: string, execute: (command: string) => CommandOutput): CommandOutput {
  const logs: string[] = [];
  const variables = { status: 0, r: 0 };
  for (const statement of statementsOf(text)) {
    const exit = /^exit(?: (\$r|\$\?|\d+))?$/.exec(statement);
    if (exit !== null) {
      variables.status = numberOf(exit[1] ?? '$?', variables);
      break;
    }
    const output = runStatement(statement, variables, execute);
    logs.push(output.logs);
    variables.status = output.exitCode;
  }
  return { exitCode: variables.status, logs: logs.join('').slice(0, MAX_LOGS) };
}

interface Variables {
  status: number;
  r: number;
}

function runStatement(
  statement: string,
  variables: Variables,
  execute: (command: string) => CommandOutput,
): CommandOutput {
  if (statement === 'r=$?') {
    variables.r = variables.status;
    return { exitCode: 0, logs: '' };
  }
  if (/^echo(?: [\w$? ]*)?$/.test(statement)) {
    const words = statement.slice(5).replaceAll('$r', String(variables.r));
    return { exitCode: 0, logs: `${words.replaceAll('$?', String(variables.status))}\n` };
  }
  return execute(statement);
}

function numberOf(word: string, { r, status }: Variables): number {
  if (word === '$r') return r;
  return word === '$?' ? status : Number(word);
}

/** Parts a text at each `;` that stands outside quotes. */
function statementsOf(text: string): string[] {
  const statements = text.match(/(?:'[^']*'|"[^"]*"|[^;'"])+/g) ?? [];
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== '');
}
