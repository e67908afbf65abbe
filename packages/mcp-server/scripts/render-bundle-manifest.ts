import { type Flag, variableOf } from '../src/command-line/flag.js';
import { FLAGS } from '../src/command-line/flags.js';
import { allTools } from '../src/tools/registry.js';
import { PACKAGE, SUMMARY, TITLE } from './package-facts.js';

/** What the installer of a desktop client asks for. */
const ASKED = [FLAGS.workspace, FLAGS.readOnly, FLAGS.demo];

const WORKSPACE_TITLE = 'Workspace (subscription/resource-group/name)';

/** `manifest.json` of the desktop bundle (`.mcpb`). */
export function renderBundleManifest(): object {
  const { version, license, node, program } = PACKAGE;
  return {
    manifest_version: '0.4',
    name: 'azureml-kubernetes',
    display_name: TITLE,
    version,
    description: SUMMARY,
    author: { name: 'The azureml-kubernetes authors' },
    license,
    server: {
      type: 'node',
      entry_point: program,
      mcp_config: {
        command: 'node',
        args: [`\${__dirname}/${program}`],
        // An empty variable counts as not set, which an empty argument would not.
        env: Object.fromEntries(ASKED.map((flag) => [variableOf(flag), `\${user_config.${keyOf(flag)}}`])),
      },
    },
    tools: allTools.map(({ name, description }) => ({ name, description })),
    prompts_generated: true,
    compatibility: { platforms: ['darwin', 'linux', 'win32'], runtimes: { node } },
    user_config: Object.fromEntries(ASKED.map((flag) => [keyOf(flag), renderSetting(flag)])),
  };
}

function keyOf({ name }: Flag<unknown>): string {
  return name.replaceAll('-', '_');
}

function renderSetting(flag: Flag<unknown>): object {
  const isSwitch = flag.kind === 'switch';
  return {
    type: isSwitch ? 'boolean' : 'string',
    title: isSwitch ? `--${flag.name}` : WORKSPACE_TITLE,
    description: flag.help,
    required: false,
    default: isSwitch ? false : '',
  };
}
