import { isRecord } from '../json.js';
import { refuse } from './input.js';

const PREFIX = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const NAME = /^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;

/** Whether a text is a label key: an optional DNS prefix, a slash, and a name of at most 63 characters. */
function isLabelKey(text: string): boolean {
  const [name = '', prefix, ...rest] = text.split('/').reverse();
  return rest.length === 0 && NAME.test(name) && (prefix === undefined || PREFIX.test(prefix));
}

/** Whether a text is a label value: empty, or 63 letters, digits, `-`, `_` and `.` between two letters or digits. */
function isLabelValue(text: string): boolean {
  return text === '' || NAME.test(text);
}

/** Reads a node selector. @throws InvalidInputError naming the label that breaks Kubernetes' syntax. */
export function parseNodeSelector(value: unknown, field: string): Readonly<Record<string, string>> {
  if (!isRecord(value))
    refuse(field, { rule: 'must be an object of labels', example: '{"agentpool": "gpu"}' });
  const entries = Object.entries(value).map(([key, label]): [string, string] => {
    if (!isLabelKey(key))
      refuse(`${field}.${key}`, { rule: 'is not a label key', example: 'kubernetes.io/arch' });
    if (typeof label === 'string' && isLabelValue(label)) return [key, label];
    return refuse(`${field}.${key}`, { rule: 'must be a label value, which is text', example: '"gpu"' });
  });
  return Object.freeze(Object.fromEntries(entries));
}
