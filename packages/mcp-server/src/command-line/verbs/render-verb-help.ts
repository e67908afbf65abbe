import { NAME_FLAG, type Verb, type VerbFlag } from './verb.js';

const INDENT = 34;

/** Examples of each verb, without the connection. A test runs them. */
export const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'cluster list': ['cluster list', "cluster list --query 'clusters[].resource_id' -o tsv"],
  'cluster prepare': [
    'cluster prepare --resource-id "$CLUSTER" --prepare plan',
    'cluster prepare --resource-id "$CLUSTER" --yes',
  ],
  'compute check': ['compute check gpu --resource-id "$CLUSTER"'],
  'compute attach': [
    'compute attach gpu --resource-id "$CLUSTER" --dry-run',
    'compute attach gpu --resource-id "$CLUSTER" --tags team=ml --wait',
  ],
  'compute wait': ['compute wait gpu --timeout 600'],
  'compute status': ['compute status gpu', 'compute status gpu -o json'],
  'compute list': ['compute list', 'compute list -o yaml'],
  'compute diagnose': ['compute diagnose gpu'],
  'compute detach': ['compute detach gpu --yes --wait'],
};

const SHARED = `  -o, --output <format>           json, table, tsv, yaml or none (default: table); --json is -o json
  --query <jmespath>              show a part of the result
  --timeout <seconds>             how long to wait (default: 3600)
  -y, --yes                       act without asking
  -q, --quiet                     results only
  --no-color                      no colours; NO_COLOR does the same
  -h, --help
`;

const CONNECTION = `Which workspace: --workspace, --subscription, --resource-group (-g) or --config, as for the server; --demo needs no Azure account.
Exit codes: 0 done, 1 failed, 2 wrong flags, 3 not found, 4 not yet, 5 needs a person.
`;

/** Verbs that are made of no tool. */
const OTHERS: readonly (readonly [words: string, title: string])[] = [
  ['fleet plan', 'Show what a file of computes would change'],
  ['fleet apply', 'Change it, once a person has agreed'],
  ['doctor', 'Check credentials, workspace, permissions, clusters, clock and proxy'],
  ['mcp', 'Serve MCP over stdin and stdout'],
  ['help [verb]', 'Show this, or the help of a verb'],
];

/** The help of the program for people: its verbs. */
export function renderVerbs(verbs: readonly Verb[]): string {
  const lines = [...verbs.map(lineOf), ...OTHERS.map(([words, title]) => alignedLine(words, title))].join('');
  return `azureml-kubernetes: attach Kubernetes clusters to Azure Machine Learning

${lines}
--help behind a verb shows its flags and examples.

Flags of every verb
${SHARED}
${CONNECTION}`;
}

/** The help of the verbs that begin with one word, such as `compute`. */
export function renderGroup(group: string, verbs: readonly Verb[]): string {
  return `azureml-kubernetes ${group}

${verbs.map(lineOf).join('')}
--help behind a verb shows its flags and examples.
`;
}

function lineOf({ words, title }: Verb): string {
  return alignedLine(words.join(' '), title);
}

function alignedLine(words: string, title: string): string {
  return `  ${words.padEnd(INDENT - 2)}${title}\n`;
}

/** The help of one verb. */
export function renderVerb(verb: Verb): string {
  const written = verb.words.join(' ');
  const usage = `Usage: azureml-kubernetes ${written}${verb.takesName ? ' <name>' : ''} [flags]`;
  const flags = verb.flags.map(renderFlag).join('');
  const wait = verb.canWait ? '  --wait                          wait for the end of it\n' : '';
  const examples = (EXAMPLES[written] ?? []).map((one) => `  azureml-kubernetes ${one}\n`).join('');
  return `azureml-kubernetes ${written}: ${verb.title}

${verb.description}

${usage}

${flags}${wait}${SHARED}
Examples
${examples}
${CONNECTION}`;
}

function renderFlag({ name, value, help, isRequired }: VerbFlag): string {
  const isPositional = name === NAME_FLAG;
  const usage = isPositional ? '  <name>, --name <name>' : `  --${name}${value === null ? '' : ` ${value}`}`;
  const text = [help, ...(isRequired ? ['(required)'] : [])].join(' ').trim();
  const isShort = usage.length < INDENT || text === '';
  return `${(isShort ? usage.padEnd(INDENT) + text : `${usage}\n${' '.repeat(INDENT)}${text}`).trimEnd()}\n`;
}
