import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { demoIds, FakeComputeService, ManualClock } from '@azureml-kubernetes/testkit';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { ComputeTargetError, NotFoundError } from '../src/index.js';

/** Bundles the built core with zod for a browser, where any Node built-in would be an error. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../dist/index.js', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    globalName: 'azuremlKubernetes',
  });
  return outputFiles[0]?.text ?? '';
}

/** What browsers and workers have, as far as core uses it. */
const WEB = {
  Request,
  Response,
  Headers,
  URL,
  TextDecoder,
  AbortController,
  AbortSignal,
  atob,
  crypto,
  performance,
  setTimeout,
  clearTimeout,
};

/** A life of a compute, as text that runs where `azuremlKubernetes`, `fetch`, `clock` and `ids` are. */
const LIFE = `(async () => {
  const { Workspace, KubernetesCompute, createTransport } = azuremlKubernetes;
  const credential = { getToken: async () => ({ token: 't', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };
  const workspace = new Workspace({ ...ids, name: ids.workspace, location: undefined },
    { transport: createTransport({ credential, fetch, clock }), clock });
  const configuration = KubernetesCompute.attachConfiguration({ resourceId: ids.aksId });
  const compute = await KubernetesCompute.attach(workspace, 'gpu', configuration);
  await compute.waitForCompletion();
  const attached = compute.provisioningState;
  await compute.detach();
  await compute.waitForCompletion();
  return [attached, await KubernetesCompute.get(workspace, 'gpu').catch((error) => error)];
})()`;

let script = '';
beforeAll(async () => {
  script = await bundle();
});

describe('the built core', () => {
  it('bundles for a browser and lives with nothing but the platform of the web', async () => {
    const clock = new ManualClock({ autoAdvance: true });
    const { fetch } = new FakeComputeService({ clock });
    const [attached, gone] = await runInNewContext(`${script}; ${LIFE}`, {
      ...WEB,
      fetch,
      clock,
      ids: demoIds,
    });
    expect(attached).toBe('Succeeded');
    expect(gone instanceof ComputeTargetError, 'it is of another copy').toBe(false);
    expect([NotFoundError.isInstance(gone), ComputeTargetError.isInstance(gone)]).toEqual([true, true]);
    expect(JSON.parse(JSON.stringify(gone))).toMatchObject({ code: 'not-found', name: 'NotFoundError' });
  });

  it('knows the errors of this copy from within another', () => {
    const isKnown = (error: unknown): boolean =>
      runInNewContext(`${script}; azuremlKubernetes.NotFoundError.isInstance(error)`, { ...WEB, error });
    expect(isKnown(new NotFoundError('m', { hint: 'h' }))).toBe(true);
    expect(isKnown(new Error('m'))).toBe(false);
  });

  it('runs in a worker, with the globals of Node taken away', async () => {
    const setting = `
      const { parentPort } = require('node:worker_threads');
      for (const name of ['process', 'require', 'module', 'global', 'setImmediate'])
        Reflect.deleteProperty(globalThis, name);
      const ids = ${JSON.stringify(demoIds)};
      const clock = undefined;
      const id = '/subscriptions/' + ids.subscriptionId + '/resourceGroups/' + ids.resourceGroup +
        '/providers/Microsoft.MachineLearningServices/workspaces/' + ids.workspace + '/computes/gpu';
      const compute = { id, location: 'eastus', properties: { computeType: 'Kubernetes', provisioningState: 'Succeeded' } };
      let there = false;
      const fetch = async ({ method, url }) => {
        if (method !== 'GET') there = method === 'PUT';
        if (method === 'DELETE') return new Response(null, { status: 200 });
        if (!url.includes('/computes/')) return Response.json({ location: 'eastus' });
        return there ? Response.json(compute) : Response.json({}, { status: 404 });
      };`;
    const told = `.then(([attached, gone]) => parentPort.postMessage([attached, gone.code]))`;
    const worker = new Worker(`${setting}; (() => { ${script}; ${LIFE}${told}; })()`, { eval: true });
    const message = await new Promise((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
    });
    await worker.terminate();
    expect(message).toEqual(['Succeeded', 'not-found']);
  });

  it('has the size that the readme tells, within five percent', () => {
    const compressed = gzipSync(script).length / 1000;
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const told = Number(/(\d+) kB minified and compressed/.exec(readme)?.[1]);
    expect(Math.abs(compressed - told) / told, `it is ${compressed.toFixed(1)} kB`).toBeLessThan(0.05);
  });
});
