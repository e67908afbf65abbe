// Starts the built server on Node, Bun and Deno: a call over stdio in both eras, and a verb for people.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installRuntime, RUNTIME_VERSIONS } from '../../../scripts/install-runtime.mjs';

const BIN = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
const LIMIT_MS = 60_000;

const RUNTIMES = [
  { name: 'node', command: () => [process.execPath] },
  { name: 'bun', command: () => [join(installRuntime('bun'), '.bin/bun'), 'run'] },
  { name: 'deno', command: () => [join(installRuntime('deno'), '.bin/deno'), 'run', '--allow-all'] },
];

const message = (id, method, params) => `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`;
const CALL = { name: 'cluster_list', arguments: {} };
const SESSIONS = {
  legacy: [
    message(1, 'initialize', {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'runtimes', version: '1' },
    }),
    message(2, 'tools/call', CALL),
  ],
  modern: [
    message(2, 'tools/call', {
      ...CALL,
      _meta: {
        'io.modelcontextprotocol/protocolVersion': '2026-07-28',
        'io.modelcontextprotocol/clientInfo': { name: 'runtimes', version: '1' },
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    }),
  ],
};

/** Runs the server until it has answered message 2, and ends its input. Gives what is wrong, or null. */
function play([command, ...flags], lines) {
  return new Promise((resolve) => {
    const child = spawn(command, [...flags, BIN, '--demo'], { timeout: LIMIT_MS });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (bytes) => {
      stdout += bytes;
      if (stdout.includes('"id":2')) child.stdin.end();
    });
    child.stderr.on('data', (bytes) => {
      stderr += bytes;
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => {
      const isRight = code === 0 && stdout.includes('demo-aks') && stdout.includes('demo-arc');
      resolve(isRight ? null : `exit code ${code}\n${stdout}\n${stderr}`);
    });
    child.stdin.write(lines.join(''));
  });
}

/** Runs a verb for people. Gives what is wrong, or null. */
function runVerb([command, ...flags]) {
  return new Promise((resolve) => {
    const args = [...flags, BIN, 'cluster', 'list', '--demo', '-o', 'tsv', '--query', 'clusters[].kind'];
    const child = spawn(command, args, { timeout: LIMIT_MS, stdio: ['ignore', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdout.on('data', (bytes) => {
      stdout += bytes;
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => {
      resolve(code === 0 && /^aks$/m.test(stdout) && /^arc$/m.test(stdout) ? null : stdout);
    });
  });
}

/** @returns {Promise<'ran' | 'failed' | 'skipped'>} */
async function tryRuntime({ name, command }) {
  const say = (text) =>
    process.stdout.write(`${name} ${RUNTIME_VERSIONS[name] ?? process.version}: ${text}\n`);
  let words;
  try {
    words = command();
  } catch (error) {
    const [reason] = String(error.stderr ?? error)
      .trim()
      .split('\n');
    say(`SKIPPED, it cannot be installed: ${reason}`);
    return 'skipped';
  }
  const found = [
    ['legacy era', await play(words, SESSIONS.legacy)],
    ['modern era', await play(words, SESSIONS.modern)],
    ['cluster list', await runVerb(words)],
  ];
  const wrong = found.filter(([, problem]) => problem !== null);
  for (const [what, problem] of wrong) say(`${what}: ${problem}`);
  if (wrong.length === 0) say('serves both eras, and runs verbs');
  return wrong.length === 0 ? 'ran' : 'failed';
}

const ends = [];
for (const runtime of RUNTIMES) ends.push(await tryRuntime(runtime));
process.exitCode = ends.includes('failed') ? 1 : 0;
