import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bytesSuite } from './bytes/bytes-suite.js';
import { parseCommandLine } from './command-line.js';
import { coreSuite } from './core/core-suite.js';
import { discoverySuite } from './discovery/discovery-suite.js';
import { fleetSuite } from './fleet/fleet-suite.js';
import { describeMachine } from './harness/machine.js';
import type { Run, SuiteOutcome } from './harness/outcome.js';
import { httpSuite } from './http/http-suite.js';
import { type Findings, renderPage } from './page/render-page.js';
import { installPeers } from './peers/install-peers.js';
import { stdioSuite } from './stdio/stdio-suite.js';
import type { Suite } from './suite.js';
import { toolsSuite } from './tools/tools-suite.js';

const SUITES: readonly Suite[] = [
  stdioSuite,
  toolsSuite,
  httpSuite,
  coreSuite,
  discoverySuite,
  fleetSuite,
  bytesSuite,
];
const PACKAGES = ['@modelcontextprotocol/sdk', 'zod', '@azure/arm-machinelearning'];

/** This file runs as `bench/dist/bench.js`. */
const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const RESULT = at('result.json');
const PAGE = at('../docs/benchmarks.md');

function readFindings(): Findings {
  const files = readdirSync(at('findings'));
  return Object.fromEntries(
    files.map((file) => [file.replace(/\.md$/, ''), readFileSync(at(`findings/${file}`), 'utf8')]),
  );
}

async function runSuites(asked: ReturnType<typeof parseCommandLine>): Promise<Run> {
  const startedAt = new Date().toISOString();
  const machine = describeMachine(PACKAGES);
  const peers = asked.peers ? await installPeers(at('node_modules/.cache/peers')) : null;
  const context = { quick: asked.quick, peers, programs: at('dist') };
  const suites: SuiteOutcome[] = [];
  for (const suite of SUITES.filter(({ name }) => asked.suites.includes(name))) {
    process.stderr.write(`${suite.name} …\n`);
    suites.push(await suite.run(context));
  }
  return { startedAt, quick: asked.quick, machine, suites };
}

const asked = parseCommandLine(
  process.argv.slice(2),
  SUITES.map(({ name }) => name),
);
const run: Run = asked.page ? JSON.parse(readFileSync(RESULT, 'utf8')) : await runSuites(asked);
const page = renderPage(run, readFindings());
if (asked.write) writeFileSync(RESULT, `${JSON.stringify(run, null, 2)}\n`);
if (asked.write || asked.page) writeFileSync(PAGE, page);
mkdirSync(at('dist'), { recursive: true });
writeFileSync(at('dist/last-run.json'), `${JSON.stringify(run, null, 2)}\n`);
process.stdout.write(page);
