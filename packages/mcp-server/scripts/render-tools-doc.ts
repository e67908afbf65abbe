import type { Tool } from '../src/catalogue/define-tool.js';
import type { ToolHints } from '../src/catalogue/tool-hints.js';
import type { ListedTool } from '../src/catalogue/tool-listing.js';
import { allTools } from '../src/tools/registry.js';

const INTRO = `# Tools

What the MCP server offers to an agent. This page is made from the registry (\`pnpm generate\` in \`packages/mcp-server\`); a test
keeps it current.

Every result is given as \`structuredContent\` and as the same JSON in text. It has a \`next_step\` in words. Text that others can
write (descriptions, tags, messages of the service) is found under \`untrusted\` only, freed of invisible characters and
cut to 500 characters. A refused call has \`isError\` and gives \`code\`, \`message\`, \`hint\`, \`retryable\` and \`request_id\`; the codes
are those of the library, beside \`internal\`.

The parameter \`workspace\` exists only while the server is tied to no workspace; with \`--workspace\`, a \`config.json\` or \`--demo\`
it is gone. \`--read-only\` leaves out the tools that write, \`--tools\` all but the named ones.
`;

/** Every tool as `tools/list` gives it while the server is tied to no workspace. */
export function listAllTools(): ListedTool[] {
  return allTools.map((tool) => tool.list({ pinned: false }));
}

/** The page `docs/tools.md`. */
export function renderToolsDoc(): string {
  return `${INTRO}\n${allTools.map(renderTool).join('\n')}`;
}

function renderTool(tool: Tool): string {
  const { name, title, description, inputSchema, outputSchema } = tool.list({ pinned: false });
  return [
    `## ${name}`,
    `**${title}** (${describeHints(tool.hints)}). ${description}`,
    '| parameter | type | |\n|---|---|---|',
    ...rows(inputSchema).map(({ key, type, note }) => `| \`${key}\` | ${type} | ${note} |`),
    `Result: ${rows(outputSchema)
      .map(({ key, type }) => `\`${key}\` (${type})`)
      .join(', ')}.\n`,
  ]
    .join('\n\n')
    .replaceAll(/\|\n\n\|/g, '|\n|');
}

function describeHints({ readOnlyHint, destructiveHint, idempotentHint }: ToolHints): string {
  const effect = destructiveHint ? 'destructive' : 'writes';
  return `${readOnlyHint ? 'reads only' : effect}${idempotentHint && !readOnlyHint ? ', safe to repeat' : ''}`;
}

interface Row {
  readonly key: string;
  readonly type: string;
  readonly note: string;
}

function rows(schema: object): Row[] {
  const { properties, required }: { properties?: object; required?: unknown } = schema;
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.entries(properties ?? {}).map(([key, value]) => ({
    key,
    type: typeOf(value),
    note: [needed.includes(key) ? 'required' : '', noteOf(value)].filter((part) => part !== '').join('; '),
  }));
}

interface Shown {
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shown[];
  readonly items?: Shown;
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

function typeOf({ type, enum: words, anyOf, items }: Shown): string {
  if (anyOf !== undefined) return anyOf.map(typeOf).join(' or ');
  if (words !== undefined) return words.map((word) => `\`${String(word)}\``).join(' or ');
  if (items !== undefined) return `list of ${typeOf(items)}`;
  return [type].flat().join(' or ');
}

function noteOf({ description = '', minimum, maximum, ...rest }: Shown): string {
  return [
    description.replaceAll('<', '&lt;').replaceAll('|', '\\|'),
    minimum === undefined ? '' : `at least ${minimum}`,
    maximum === undefined ? '' : `at most ${maximum}`,
    rest.default === undefined ? '' : `default \`${String(rest.default)}\``,
  ]
    .filter((part) => part !== '')
    .join('; ');
}
