import type { ServiceModes } from '../service/modes/modes.js';
import { modesShape } from '../service/modes/modes-shape.js';
import { hasShape } from '../shape/shape.js';

/**
 * Reads modes as the command line gives them: `pageSize=2`, `update=conflict`, `lastNextLink=null`.
 *
 * @throws Error with the mode, the rule and an example
 */
export function parseModes(texts: readonly string[]): Partial<ServiceModes> {
  const given: unknown = Object.fromEntries(texts.map(parsePair));
  if (hasShape(modesShape, given)) return given;
  const problem = modesShape.problem(given, '');
  throw new Error(`--mode ${problem?.path.slice(1)} ${problem?.rule}. Example: ${problem?.example}`);
}

function parsePair(text: string): readonly [string, unknown] {
  const [, name, value] = /^(\w+)=(.+)$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new Error(`--mode expects a name and a value such as pageSize=2, got '${text}'`);
  return [name, name === 'lastNextLink' ? value : readValue(value)];
}

function readValue(text: string): unknown {
  if (/^(?:null|true|false|\d+)$/.test(text)) return JSON.parse(text);
  return text;
}
