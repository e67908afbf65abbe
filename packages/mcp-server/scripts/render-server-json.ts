import { type Flag, variableOf } from '../src/command-line/flag.js';
import { FLAGS } from '../src/command-line/flags.js';
import { PACKAGE, SUMMARY, TITLE } from './package-facts.js';

const PATHS = [FLAGS.config.name, FLAGS.auditLog.name];
const SECRETS = [FLAGS.confirmKey.name];

/** The entry in the MCP registry: `server.json`. */
export function renderServerJson(): object {
  const { name, version, mcpName } = PACKAGE;
  return {
    $schema: 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
    name: mcpName,
    title: TITLE,
    description: SUMMARY,
    version,
    packages: [
      {
        registryType: 'npm',
        identifier: name,
        version,
        runtimeHint: 'npx',
        transport: { type: 'stdio' },
        environmentVariables: Object.values(FLAGS)
          .filter(({ group }) => group !== 'http')
          .map(renderVariable),
      },
    ],
  };
}

function renderVariable(flag: Flag<unknown>): object {
  const { value } = flag;
  const choices = value?.includes('|') ? { choices: value.split('|') } : {};
  const secret = SECRETS.includes(flag.name) ? { isSecret: true } : {};
  return { name: variableOf(flag), description: flag.help, format: formatOf(flag), ...choices, ...secret };
}

function formatOf({ name, kind }: Flag<unknown>): string {
  if (kind === 'switch') return 'boolean';
  return PATHS.includes(name) ? 'filepath' : 'string';
}
