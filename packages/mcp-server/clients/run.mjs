// Has client libraries of others connect to the built server over stdio and HTTP, convert every schema as their
// providers want it, and call a tool: `pnpm client-libraries`. They are installed into this folder first.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startHttp, stdio, TOOLS } from './target.mjs';

const LIBRARIES = [
  'sdk-v1',
  'sdk-v2',
  'inspector',
  'ai-sdk',
  'langchain',
  'mastra',
  'openai-agents',
  'google-genai',
  'anthropic',
];

const folder = fileURLToPath(new URL('.', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));

install();
process.env.OPENAI_AGENTS_DISABLE_TRACING = '1';
process.env.MASTRA_TELEMETRY_DISABLED = '1';
const failures = [];
const http = await startHttp();
try {
  process.stdout.write('| library | over stdio | over HTTP |\n|---|---|---|\n');
  for (const library of LIBRARIES) process.stdout.write(await rowOf(library));
} finally {
  http.stop();
}
for (const failure of failures) process.stderr.write(`${failure}\n`);
process.exit(failures.length === 0 ? 0 : 1);

/** Fetches the pinned versions, and runs no script of theirs. */
function install() {
  const flags = ['--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'];
  const { status } = spawnSync('npm', ['install', ...flags], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  assert.equal(status, 0, 'npm install failed');
}

async function rowOf(library) {
  const { packages, use } = await import(`./libraries/${library}.mjs`);
  const shown = packages.map((name) => `${name} ${dependencies[name]}`).join(', ');
  return `| ${shown} | ${await resultOf(library, use, stdio)} | ${await resultOf(library, use, http)} |\n`;
}

/** Connects, converts and calls; what goes wrong is a failure of the run. */
async function resultOf(library, use, target) {
  try {
    const { listed, converted, result } = await use(target);
    assert.equal(listed, TOOLS[target.wire], 'another number of tools is listed');
    assert.equal(converted, listed, 'not every schema was converted');
    assert.equal(result.total, 0, 'the call gave another result');
    return `${listed} tools`;
  } catch (error) {
    failures.push(`${library} over ${target.wire}: ${error instanceof Error ? error.stack : String(error)}`);
    return 'fails';
  }
}
