import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

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

describe('the built core', () => {
  it('bundles for a browser and runs with nothing but the platform of the web', async () => {
    const web = {
      Request,
      Response,
      Headers,
      URL,
      AbortController,
      AbortSignal,
      crypto,
      performance,
      setTimeout,
      clearTimeout,
    };
    const script = `${await bundle()}; azuremlKubernetes.workspaceIdOf({
      subscriptionId: '11111111-2222-3333-4444-555555555555', resourceGroup: 'rg', name: 'ws1' })`;
    expect(runInNewContext(script, web)).toMatch(/workspaces\/ws1$/);
  });

  it('has the size that the readme tells, within five percent', async () => {
    const compressed = gzipSync(await bundle()).length / 1000;
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const told = Number(/(\d+) kB minified and compressed/.exec(readme)?.[1]);
    expect(Math.abs(compressed - told) / told, `it is ${compressed.toFixed(1)} kB`).toBeLessThan(0.05);
  });
});
