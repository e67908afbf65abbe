import { type Flag, variableOf } from '../src/command-line/flag.js';
import { groupedFlags } from '../src/command-line/render-help.js';

const INTRO = `# Configuration

Every flag of \`azureml-kubernetes-mcp\`. This page is made from the table that the program reads its flags by (\`pnpm generate\` in
\`packages/mcp-server\`); a test keeps it current.

A flag wins over its environment variable, and a variable over Azure ML's \`config.json\`. Everything that is wrong is reported
at once, on stderr, with exit code 2. Switches are set in the environment with \`true\` or \`1\`; lists take commas, and their flags
may be repeated.
`;

const OUTRO = `## From the surroundings

| variable | what it does |
|---|---|
| \`HTTPS_PROXY\`, \`NO_PROXY\` | requests to Azure go through this proxy, except to the hosts named |
| \`NODE_EXTRA_CA_CERTS\` | file of further certificate authorities, such as that of a proxy that opens TLS |
| \`AZURE_AUTHORITY_HOST\` | who issues the tokens, where \`--authority\` does not say |
| \`AZURE_*\` | credentials, as \`@azure/identity\` documents them; [credentials.md](credentials.md) |
`;

/** The page `docs/configuration.md`. */
export function renderConfigurationDoc(): string {
  const groups = groupedFlags().map(
    ({ heading, flags }) =>
      `## ${heading}\n\n| flag | variable | what it does |\n|---|---|---|\n${flags.map(renderRow).join('')}`,
  );
  return `${[INTRO, ...groups, OUTRO].join('\n')}`;
}

function renderRow(flag: Flag<unknown>): string {
  const usage = flag.value === null ? `--${flag.name}` : `--${flag.name} ${flag.value}`;
  const cells = [`\`${usage}\``, `\`${variableOf(flag)}\``, flag.help].map((cell) =>
    cell.replaceAll('|', '\\|'),
  );
  return `| ${cells.join(' | ')} |\n`;
}
