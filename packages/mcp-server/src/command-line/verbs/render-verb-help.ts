import type { Verb, VerbFlag } from './verb.js';

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

/** The help of the program for people: its verbs. */
export function renderVerbs(verbs: readonly Verb[]): string {
  const lines = verbs.map(({ words, title }) => `  ${words.join(' ').padEnd(INDENT - 2)}${title}\n`).join('');
  return `azureml-kubernetes: attach Kubernetes clusters to Azure Machine Learning

${lines}  ${'doctor'.padEnd(INDENT - 2)}Check credentials, workspace, permissions, clusters, clock and proxy
  ${'mcp'.padEnd(INDENT - 2)}Serve MCP over stdin and stdout

Flags of every verb
${SHARED}
${CONNECTION}`;
}

/** The help of one verb. */
export function renderVerb(verb: Verb): string {
  const written = verb.words.join(' ');
  const flags = verb.flags.map(renderFlag).join('');
  const wait = verb.canWait ? '  --wait                          wait for the end of it\n' : '';
  const examples = (EXAMPLES[written] ?? []).map((one) => `  azureml-kubernetes ${one}\n`).join('');
  return `azureml-kubernetes ${written}: ${verb.title}

${verb.description}

${flags}${wait}${SHARED}
Examples
${examples}
${CONNECTION}`;
}

function renderFlag({ name, value, help, isRequired }: VerbFlag): string {
  const usage = `  --${name}${value === null ? '' : ` ${value}`}`;
  const text = [help, ...(isRequired ? ['(required)'] : [])].join(' ').trim();
  const isShort = usage.length < INDENT || text === '';
  return `${(isShort ? usage.padEnd(INDENT) + text : `${usage}\n${' '.repeat(INDENT)}${text}`).trimEnd()}\n`;
}
