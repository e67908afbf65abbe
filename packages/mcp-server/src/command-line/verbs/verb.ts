/** How a flag of a verb is written. */
export type VerbFlagKind = 'switch' | 'text' | 'integer' | 'choice' | 'list' | 'map' | 'json';

/** The flag whose value may stand without it. */
export const NAME_FLAG = 'name';

/** One flag of a verb, made from a property of the tool's input. */
export interface VerbFlag {
  /** Without dashes, such as `resource-id`. */
  readonly name: string;
  /** The property of the tool, such as `resource_id`. */
  readonly property: string;
  readonly kind: VerbFlagKind;
  readonly help: string;
  /** What stands for the value in help, such as `<text>`; null for a switch. */
  readonly value: string | null;
  readonly isRequired: boolean;
  /** Of a choice: its words, in the spelling of the tool. */
  readonly choices: readonly string[];
  /** Of an integer; null where there is no bound. */
  readonly minimum: number | null;
  readonly maximum: number | null;
}

/** What a person writes to call a tool, such as `compute attach`. */
export interface Verb {
  readonly words: readonly [group: string, action: string];
  readonly tool: string;
  readonly title: string;
  readonly description: string;
  /** Whether the tool takes something away, and a person confirms it. */
  readonly isConfirmed: boolean;
  /** Whether the tool starts something that can be waited for. */
  readonly canWait: boolean;
  /** Whether a name stands behind the words of the verb, with or without its flag. */
  readonly takesName: boolean;
  readonly flags: readonly VerbFlag[];
}
