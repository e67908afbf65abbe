import { search } from 'jmespath';

/** Names of errors of an expression that cannot be read; others are about a value. */
const UNREADABLE = ['ParserError', 'LexerError'];

/** Whether a text is a JMESPath expression. */
export function isJsonQuery(query: string): boolean {
  try {
    search(null, query);
    return true;
  } catch (error) {
    return error instanceof Error && !UNREADABLE.includes(error.name);
  }
}

/**
 * Applies a JMESPath expression, as `--query` of Azure's own command line does.
 * @throws Error when the expression asks for what the value cannot give.
 */
export function searchJson(value: unknown, query: string): unknown {
  return search(value, query);
}
