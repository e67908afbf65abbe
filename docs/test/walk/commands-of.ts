import { type Snippet, snippetsOf } from '../markdown.ts';

/** A command line of a page. */
export interface PageCommand {
  readonly page: string;
  /** Counted from 1. */
  readonly line: number;
  /** On one line, without a comment behind it. */
  readonly text: string;
}

/** The command lines of a page's shell blocks, in their order. */
export function commandsOf(page: string): PageCommand[] {
  return snippetsOf(page)
    .filter(({ language }) => language === 'sh')
    .flatMap(commandsIn);
}

function commandsIn({ page, line: first, code }: Snippet): PageCommand[] {
  const lines = code.replaceAll(/\\\n\s*/g, ' ').split('\n');
  return lines.flatMap((text, index) => {
    const command = text.replace(/\s+# .*$/, '').trim();
    return command === '' || command.startsWith('#') ? [] : [{ page, line: first + index, text: command }];
  });
}
