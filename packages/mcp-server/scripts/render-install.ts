import { PACKAGE } from './package-facts.js';

const NAME = 'azureml-kubernetes';
const WORKSPACE = '<subscription>/<resource-group>/<workspace>';
const CONFIG = { command: 'npx', args: ['-y', PACKAGE.name] };
const TIED = { command: CONFIG.command, args: [...CONFIG.args, '--workspace', WORKSPACE] };

/** How to install the server in the usual clients; stands in the README of the package. */
export function renderInstall(): string {
  return `${badges()}

Without a workspace, as the badges install it, each tool call names its own. To tie the server to one, add
\`--workspace ${WORKSPACE}\`. Node ${PACKAGE.node.replace('>=', '')} or later is needed.

Claude Code:

\`\`\`sh
claude mcp add ${NAME} -- ${[TIED.command, ...TIED.args.map(quote)].join(' ')}
\`\`\`

Claude Desktop (\`claude_desktop_config.json\`) and Cursor (\`.cursor/mcp.json\`):

${block({ mcpServers: { [NAME]: TIED } })}

VS Code (\`.vscode/mcp.json\`):

${block({ servers: { [NAME]: { type: 'stdio', ...TIED } } })}
`;
}

function badges(): string {
  const vsCode = new URL('https://vscode.dev/redirect/mcp/install');
  vsCode.search = new URLSearchParams({ name: NAME, config: JSON.stringify(CONFIG) })
    .toString()
    .replaceAll('+', '%20');
  const cursor = new URL('https://cursor.com/en/install-mcp');
  const config = Buffer.from(JSON.stringify(CONFIG)).toString('base64');
  cursor.search = new URLSearchParams({ name: NAME, config }).toString();
  const shield = 'https://img.shields.io/badge/VS_Code-Install-0098FF';
  return [
    `[![Install in VS Code](${shield})](${vsCode})`,
    `[![Install in Cursor](https://cursor.com/deeplink/mcp-install-dark.svg)](${cursor})`,
  ].join('\n');
}

function quote(argument: string): string {
  return /^[\w@/.-]+$/.test(argument) ? argument : `'${argument}'`;
}

function block(config: object): string {
  return `\`\`\`json\n${JSON.stringify(config, null, 2)}\n\`\`\``;
}
