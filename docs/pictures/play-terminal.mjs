// Plays commands on the built program, with the fake behind it, and gives what a terminal shows.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { renderTerminal } from './render-terminal.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const TITLE = 'The clusters that could be attached, and the plan of a fleet in a file, at a terminal';
const COMMANDS = [
  ['cluster', 'list', '--query', 'clusters[].{kind: kind, state: state, extension: extension}'],
  ['fleet', 'plan', '-f', 'computes.yaml'],
];

/** The picture of a session; the same each time. */
export function drawTerminal() {
  return renderTerminal(TITLE, COMMANDS.map(play).join('\n'));
}

function play(words) {
  const typed = words.map((word) => (/[\s[{]/.test(word) ? `'${word}'` : word)).join(' ');
  const args = words.map((word) => (word === 'computes.yaml' ? 'deploy/github/computes.yaml' : word));
  const { PATH } = process.env;
  const shown = execFileSync(
    process.execPath,
    ['packages/mcp-server/dist/bin.js', ...args, '--demo', '--no-color'],
    { cwd: root, encoding: 'utf8', env: { PATH } },
  );
  return `$ azureml-kubernetes ${typed} --demo\n${shown}`;
}
