// Bundles the page, serves it, and clicks through it in a headless Chromium, against the testkit's HTTP server, which lets
// pages of that origin in.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { demoIds, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/find-chromium.mjs';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--no-first-run',
];

const { path, why } = findChromium();
if (path === null) console.log(`Skipped: ${why}.`);
else await run(path);

async function run(executablePath) {
  const page = await servePage();
  const service = new FakeComputeService({ provisioning: { attachMs: 1500 } });
  const server = await startFakeServer(service, { cors: page.origin });
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    await click(await browser.newPage(), `${page.origin}/?${addressOf(server.url)}`);
    assert.equal(service.control.computes.get('gpu').provisioningState, 'Succeeded');
    const headers = service.control.requests.entries({ route: 'compute.put' }).map((entry) => entry.headers);
    assert.deepEqual(
      headers.map(({ origin }) => origin),
      [page.origin],
    );
    assert.match(headers[0]['user-agent'], /Chrome/);
    console.log('A page in Chromium attached a cluster and followed it to its end.');
  } finally {
    await browser.close();
    await server.close();
    page.close();
  }
}

async function click(page, address) {
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(address);
  await page.waitForFunction(() => document.title === 'Ready');
  assert.deepEqual(await page.locator('option').allTextContents(), ['demo-aks', 'demo-bare', 'demo-arc']);

  await page.fill('input', 'a/b');
  await page.click('button');
  await page.waitForFunction(() => document.querySelector('output').textContent.startsWith('invalid-input'));

  await page.fill('input', 'gpu');
  await page.click('button');
  await page.waitForFunction(() => document.querySelector('output').textContent === 'gpu is Succeeded');
  const states = await page.locator('li').allTextContents();
  assert.equal(states.at(-1), 'Succeeded');
  assert.deepEqual(problems, []);
}

function addressOf(endpoint) {
  const { subscriptionId: subscription, resourceGroup: group, workspace } = demoIds;
  return new URLSearchParams({ endpoint, subscription, group, workspace });
}

/** Serves the two files of the page, on an origin of its own. */
async function servePage() {
  const here = (name) => new URL(name, import.meta.url);
  const bundle = await build({
    entryPoints: [here('page.ts').pathname],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  const files = {
    '/': { type: 'text/html', body: await readFile(here('index.html')) },
    '/page.js': { type: 'text/javascript', body: bundle.outputFiles[0].contents },
  };
  const server = createServer((request, response) => {
    const file = files[new URL(request.url, 'http://page').pathname];
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': file.type }).end(file.body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
