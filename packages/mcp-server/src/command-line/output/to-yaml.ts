import { stringify } from 'yaml';

/**
 * Writes YAML in which each text stands in double quotes on one line, so that none is read as something else and none begins a
 * line.
 */
export function toYaml(value: unknown): string {
  return stringify(value, {
    lineWidth: 0,
    blockQuote: false,
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
  });
}
