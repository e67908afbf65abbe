import { flagsOf, type InputSchema } from './schema-flags.js';
import { NAME_FLAG, type Verb } from './verb.js';

/** What is needed of a tool to make its verb. */
export interface VerbTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: InputSchema;
}

/** Actions that have a shorter name than their tool. */
const SHORTER: Readonly<Record<string, string>> = {
  compute_get_status: 'status',
  compute_check_attach: 'check',
};

/** Words that mean a verb, as users of Azure's own command line know them. */
const ALIASES: Readonly<Record<string, string>> = {
  'compute show': 'compute status',
  'compute get-status': 'compute status',
  'compute check-attach': 'compute check',
  'compute delete': 'compute detach',
};

/** Tools after which something is under way. */
const STARTING = ['compute_attach', 'compute_detach'];

/** The verbs of the tools: `compute_attach` is `compute attach`. */
export function verbsOf(tools: readonly VerbTool[]): Verb[] {
  return tools.map(({ name, title, description, inputSchema }) => {
    const flags = flagsOf(inputSchema);
    return {
      words: wordsOf(name),
      tool: name,
      title,
      description,
      isConfirmed: 'confirm_token' in (inputSchema.properties ?? {}),
      canWait: STARTING.includes(name),
      takesName: flags.some((flag) => flag.name === NAME_FLAG),
      flags,
    };
  });
}

function wordsOf(tool: string): readonly [string, string] {
  const end = tool.indexOf('_');
  const action = SHORTER[tool] ?? tool.slice(end + 1).replaceAll('_', '-');
  return [tool.slice(0, end), action];
}

/** The verb that two words mean, or null. */
export function findVerb(verbs: readonly Verb[], words: readonly [string, string]): Verb | null {
  const written = words.join(' ');
  const meant = ALIASES[written] ?? written;
  return verbs.find(({ words: own }) => own.join(' ') === meant) ?? null;
}
