import type { Problems } from './problems.js';

/** Where a flag stands in `--help`. */
export type FlagGroup = 'workspace' | 'azure' | 'safety' | 'http' | 'other';

/** How a flag is written. A `switch` takes no value; of a `text` given twice the last counts; a `list` may be repeated. */
export type FlagKind = 'switch' | 'text' | 'list';

/** One flag of the command line, and the environment variable that stands for it. */
export interface Flag<T> {
  /** Without dashes, such as `read-only`. */
  readonly name: string;
  readonly kind: FlagKind;
  readonly group: FlagGroup;
  /** What stands for the value in `--help`, such as `<url>`; null for a switch. */
  readonly value: string | null;
  readonly help: string;
  /**
   * Turns what was given into a value. `given` holds the values in order, a switch that is on as `true`; it is null
   * when neither the flag nor its variable was given. What is wrong is added to `problems`.
   */
  read(given: readonly string[] | null, problems: Problems): T;
}

interface Described {
  readonly name: string;
  readonly group: FlagGroup;
  readonly help: string;
}

/** The environment variable of a flag, such as `AZUREML_KUBERNETES_READ_ONLY`. */
export function variableOf({ name }: Pick<Flag<unknown>, 'name'>): string {
  return `AZUREML_KUBERNETES_${name.replaceAll('-', '_').toUpperCase()}`;
}

const ON = ['1', 'true', 'yes', 'on'];
const OFF = ['', '0', 'false', 'no', 'off'];

/** On or off. */
export function switchFlag(described: Described): Flag<boolean> {
  return {
    ...described,
    kind: 'switch',
    value: null,
    read: (given, problems) => {
      const word = given?.at(-1)?.toLowerCase() ?? '';
      if (![...ON, ...OFF].includes(word)) problems.add(`${variableOf(described)} must be true or false`);
      return ON.includes(word);
    },
  };
}

interface WithValue extends Described {
  readonly value: string;
}

/** Any text; null when it is not given. */
export function textFlag(described: WithValue): Flag<string | null> {
  return { ...described, kind: 'text', read: (given) => given?.at(-1) ?? null };
}

/** Texts with commas between them, flag by flag, or both; null when none is given. */
export function listFlag(described: WithValue): Flag<readonly string[] | null> {
  return {
    ...described,
    kind: 'list',
    read: (given) =>
      given
        ?.flatMap((value) => value.split(','))
        .map((one) => one.trim())
        .filter((one) => one !== '') ?? null,
  };
}

interface Choice<T extends string> extends Described {
  readonly choices: readonly T[];
  readonly otherwise: NoInfer<T>;
}

/** One of a few words. */
export function choiceFlag<T extends string>(choice: Choice<T>): Flag<T> {
  const flag = maybeChoiceFlag(choice);
  return { ...flag, read: (given, problems) => flag.read(given, problems) ?? choice.otherwise };
}

interface MaybeChoice<T extends string> extends Described {
  readonly choices: readonly T[];
  /** The default in words, because it depends on other flags. */
  readonly otherwise: string;
}

/** One of a few words; null when it is not given. */
export function maybeChoiceFlag<T extends string>({
  choices,
  otherwise,
  ...described
}: MaybeChoice<T>): Flag<T | null> {
  return {
    ...described,
    help: `${described.help} (default: ${otherwise})`,
    kind: 'text',
    value: choices.join('|'),
    read: (given, problems) => {
      const word = given?.at(-1) ?? null;
      const found = choices.find((one) => one === word) ?? null;
      if (word !== found) problems.add(`--${described.name} must be one of ${choices.join(', ')}`);
      return found;
    },
  };
}

interface IntegerRange extends WithValue {
  readonly min: number;
  readonly max: number;
  readonly otherwise: number;
}

/** A whole number within bounds. */
export function integerFlag({ min, max, otherwise, ...described }: IntegerRange): Flag<number> {
  return {
    ...described,
    help: `${described.help} (default: ${otherwise})`,
    kind: 'text',
    read: (given, problems) => {
      const text = given?.at(-1) ?? String(otherwise);
      const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
      if (number >= min && number <= max) return number;
      problems.add(`--${described.name} must be a whole number from ${min} to ${max}, such as ${otherwise}`);
      return otherwise;
    },
  };
}
