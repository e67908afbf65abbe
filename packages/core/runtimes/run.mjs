// Lives the life of a compute on Node, Bun, Deno and workerd, against the fake service over HTTP.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { demoIds, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { build } from 'esbuild';
import { installRuntime, RUNTIME_VERSIONS } from '../../../scripts/install-runtime.mjs';

const EXPECTED = JSON.stringify(['Succeeded', 'gpu', 'not-found', 'enough']);
const IDS = JSON.stringify(demoIds);
const at = (name) => fileURLToPath(new URL(name, import.meta.url));

/** One file for each kind of runtime, so that none needs to find packages. */
async function bundle(name) {
  const outfile = at(`../node_modules/.runtimes/${name}`);
  const common = { bundle: true, format: 'esm', target: 'es2022', external: ['node:process'] };
  await build({ entryPoints: [at(name)], outfile, ...common });
  return outfile;
}

async function inProcess(command, flags, origin) {
  const args = [...flags, await bundle('process-life.mjs'), origin, IDS];
  return (await promisify(execFile)(command, args, { timeout: 60_000 })).stdout;
}

async function inWorkerd(modules, origin) {
  const { Miniflare } = createRequire(join(modules, 'x.js'))('miniflare');
  const worker = new Miniflare({
    modules: true,
    scriptPath: await bundle('worker-life.mjs'),
    modulesRoot: at('../node_modules/.runtimes'),
    // An early one, whose requests refuse what only browsers have.
    compatibilityDate: '2024-09-23',
    bindings: { ORIGIN: origin, IDS },
  });
  try {
    return await (await worker.dispatchFetch('http://localhost/')).text();
  } finally {
    await worker.dispose();
  }
}

const RUNTIMES = [
  { name: 'node', version: process.version, live: (_, origin) => inProcess(process.execPath, [], origin) },
  {
    name: 'bun',
    version: RUNTIME_VERSIONS.bun,
    live: (modules, origin) => inProcess(join(modules, '.bin/bun'), ['run'], origin),
  },
  {
    name: 'deno',
    version: RUNTIME_VERSIONS.deno,
    live: (modules, origin) =>
      inProcess(join(modules, '.bin/deno'), ['run', '--allow-net=127.0.0.1'], origin),
  },
  // workerd adds a header of its own to each request, which Azure ignores and the strict fake refuses.
  { name: 'miniflare', version: RUNTIME_VERSIONS.miniflare, strict: false, live: inWorkerd },
];

/** @returns {Promise<'lived' | 'failed' | 'skipped'>} */
async function tryRuntime({ name, version, strict = true, live }) {
  const say = (text) => process.stdout.write(`${name} ${version}: ${text}\n`);
  let modules = null;
  try {
    if (name !== 'node') modules = installRuntime(name, version);
  } catch (error) {
    say(
      `SKIPPED, it cannot be installed: ${
        String(error.stderr ?? error)
          .trim()
          .split('\n')[0]
      }`,
    );
    return 'skipped';
  }
  const service = new FakeComputeService({ strict, provisioning: { attachMs: 1, detachMs: 1 } });
  const fake = await startFakeServer(service);
  try {
    const seen = await live(modules, fake.url);
    say(seen === EXPECTED ? 'lived' : `saw ${seen} instead of ${EXPECTED}`);
    return seen === EXPECTED ? 'lived' : 'failed';
  } catch (error) {
    say(String(error.stderr || error));
    return 'failed';
  } finally {
    await fake.close();
  }
}

const ends = [];
for (const runtime of RUNTIMES) ends.push(await tryRuntime(runtime));
process.exitCode = ends.includes('failed') ? 1 : 0;
