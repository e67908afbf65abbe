import type { Flag, FlagGroup } from './flag.js';
import { FLAGS } from './flags.js';

const HEADINGS: Readonly<Record<FlagGroup, string>> = {
  workspace: 'Workspace (without one, each tool call names its own)',
  azure: 'Azure',
  safety: 'Safety',
  http: 'HTTP',
  other: 'Other',
};

const USAGE = `azureml-kubernetes-mcp: an MCP server that attaches Kubernetes clusters to Azure Machine Learning

  azureml-kubernetes-mcp [flags]          serve over stdin and stdout
  azureml-kubernetes-mcp doctor [flags]   check credentials, workspace, permissions, clusters, clock and proxy;
                                          --json writes one JSON document

  For people and pipelines: compute, cluster and fleet, such as: azureml-kubernetes compute --help
`;

const NOTES = `Each flag is also an environment variable, such as AZUREML_KUBERNETES_READ_ONLY=true. A flag wins over its variable.
HTTPS_PROXY and NO_PROXY are followed; NODE_EXTRA_CA_CERTS names a file of further certificate authorities.
Azure credentials come from the environment, workload or managed identity, or the Azure CLI (az login).
`;

/** Column at which the explanations start, and the width of the page. */
const INDENT = 38;
const WIDTH = 120;

/** Flags under their heading in `--help`. */
export interface GroupedFlags {
  readonly heading: string;
  readonly flags: readonly Flag<unknown>[];
}

/** The flags in the order of `--help`; groups without any are left out. */
export function groupedFlags(): readonly GroupedFlags[] {
  return Object.entries(HEADINGS)
    .map(([group, heading]) => ({
      heading,
      flags: Object.values(FLAGS).filter((flag) => flag.group === group),
    }))
    .filter(({ flags }) => flags.length > 0);
}

/** The text of `--help`. */
export function renderHelp(): string {
  const groups = groupedFlags().map(({ heading, flags }) => `${heading}\n${flags.map(renderFlag).join('')}`);
  return `${USAGE}\n${groups.join('\n')}  --version, --help\n\n${NOTES}`;
}

function renderFlag({ name, value, help }: Flag<unknown>): string {
  const usage = `  --${name}${value === null ? '' : ` ${value}`}`;
  const lines = wrap(help, WIDTH - INDENT);
  const first = usage.length < INDENT ? `${usage.padEnd(INDENT)}${lines.shift()}\n` : `${usage}\n`;
  return first + lines.map((line) => `${' '.repeat(INDENT)}${line}\n`).join('');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
