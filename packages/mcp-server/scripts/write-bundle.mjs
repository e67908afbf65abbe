// Makes the desktop bundle, dist-bundle/azureml-kubernetes.mcpb: the built package with what it needs at run time. It
// asks the npm registry for @azure/identity; build first.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packExtension } from '@anthropic-ai/mcpb';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const content = at('dist-bundle/content');

rmSync(at('dist-bundle'), { recursive: true, force: true });
mkdirSync(content, { recursive: true });
for (const name of ['dist', 'manifest.json', 'README.md', 'LICENSE']) {
  cpSync(at(name), `${content}/${name}`, { recursive: true });
}
const { name, version, type, dependencies } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
writeFileSync(`${content}/package.json`, JSON.stringify({ name, version, type, dependencies }, null, 2));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
execFileSync(
  npm,
  ['install', '--omit=dev', '--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'],
  {
    cwd: content,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  },
);
const packed = await packExtension({
  extensionPath: content,
  outputPath: at('dist-bundle/azureml-kubernetes.mcpb'),
  silent: true,
});
process.exit(packed ? 0 : 1);
