import type { Problems } from '../problems.js';
import type { VerbFlag } from './verb.js';

/** Turns what was given for a flag into a value of the tool's input. Undefined, with a problem, where it cannot be. */
export function readFlagValue(flag: VerbFlag, given: readonly string[], problems: Problems): unknown {
  const last = given.at(-1) ?? '';
  switch (flag.kind) {
    case 'switch':
      return true;
    case 'text':
      return last;
    case 'integer':
      return readInteger(flag, last, problems);
    case 'choice':
      return readChoice(flag, last, problems);
    case 'list':
      return given
        .flatMap((text) => text.split(','))
        .map((one) => one.trim())
        .filter((one) => one !== '');
    case 'map':
      return readPairs(flag, given, problems);
    case 'json':
      return readJson(flag, last, problems);
  }
}

function readInteger(
  { name, minimum, maximum }: VerbFlag,
  text: string,
  problems: Problems,
): number | undefined {
  const number = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  const least = minimum ?? Number.MIN_SAFE_INTEGER;
  const most = maximum ?? Number.MAX_SAFE_INTEGER;
  if (number >= least && number <= most) return number;
  const bounds = maximum === null ? `from ${least} on` : `from ${least} to ${most}`;
  problems.add(`--${name} must be a whole number ${bounds}`);
  return undefined;
}

/** Case makes no difference, because Azure's own command line takes either. */
function readChoice({ name, choices }: VerbFlag, text: string, problems: Problems): string | undefined {
  const folded = text.toLowerCase().replace(/_/g, '');
  const found = choices.find((choice) => choice.toLowerCase() === folded);
  if (found === undefined) problems.add(`--${name} must be one of ${choices.join(', ')}`);
  return found;
}

/** `k=v`, once or more. An empty value is a value. */
function readPairs(
  { name }: VerbFlag,
  given: readonly string[],
  problems: Problems,
): Readonly<Record<string, string>> {
  const pairs = given.flatMap((text): [string, string][] => {
    const end = text.indexOf('=');
    if (end > 0) return [[text.slice(0, end), text.slice(end + 1)]];
    problems.add(`--${name} takes pairs, such as --${name} team=ml`);
    return [];
  });
  return Object.fromEntries(pairs);
}

function readJson({ name }: VerbFlag, text: string, problems: Problems): unknown {
  try {
    return JSON.parse(text);
  } catch {
    problems.add(`--${name} must be JSON`);
    return undefined;
  }
}
