import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { thirdPartyNotices } from './scripts/third-party-notices.mjs';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));

/**
 * What the server never runs: the JSON Schema validator that the SDK would hold answers to elicitation to (this server
 * judges them itself), and the messages of zod in other languages.
 */
const unused = {
  name: 'unused',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /validation\/ajv-provider\.js$/ }, () => ({
      path: 'ajv-provider',
      namespace: 'unused',
    }));
    onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, () => ({
      path: 'server-shims',
      namespace: 'unused',
    }));
    onResolve({ filter: /\/locales\/index\.js$/ }, () => ({ path: 'locales', namespace: 'unused' }));
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({
      contents: `
        export class AjvJsonSchemaValidator {}
        export { AjvJsonSchemaValidator as DefaultJsonSchemaValidator };
        export { default as process } from 'node:process';`,
    }));
  },
};

/** What is taken of undici. */
const undiciDispatchers = {
  name: 'undici-dispatchers',
  setup({ onResolve }) {
    const path = fileURLToPath(new URL('build/undici-dispatchers.mjs', import.meta.url));
    onResolve({ filter: /^undici$/ }, () => ({ path }));
  },
};

// CommonJS packages in the bundle require the modules of Node, which an ES module can only through this.
const BANNER = `#!/usr/bin/env node
import { createRequire as createRequireOfNode } from 'node:module';
const require = createRequireOfNode(import.meta.url);`;

const shared = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  // OpenTelemetry has an ES module build beside the other; only that can be cut down to what is used.
  mainFields: ['module', 'main'],
  target: 'node22',
  external: ['@azure/identity'],
  define: { PACKAGE_VERSION: JSON.stringify(version) },
  banner: { js: BANNER },
  legalComments: 'none',
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
  metafile: true,
};

/** Leaves out what is loaded by an `import()` of the sources, and writes down which modules those are. */
const loadedLater = (folder, found) => ({
  name: 'loaded-later',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const source = resolve(resolveDir, path).replace(/\.js$/, '.ts');
      found.add(source);
      return { path: `./${folder}${basename(source, '.ts')}.js`, external: true };
    });
  },
});

/** A file on its own: with chunks, a start would load what only a later part of the program uses of the same package. */
async function buildStart(source, { outfile, folder }) {
  const later = new Set();
  const { metafile } = await build({
    ...shared,
    entryPoints: [source],
    outfile,
    plugins: [unused, undiciDispatchers, loadedLater(folder, later)],
  });
  return { metafile, later: [...later] };
}

const bin = await buildStart('src/bin.ts', { outfile: 'dist/bin.js', folder: 'program/' });
const [program] = bin.later;
const start = await buildStart(program, { outfile: 'dist/program/run-program.js', folder: '' });
const rest = await build({
  ...shared,
  entryPoints: start.later,
  outdir: 'dist/program',
  entryNames: '[name]',
  chunkNames: 'chunks/[name]-[hash]',
  splitting: true,
  plugins: [unused, undiciDispatchers],
});
const metafile = {
  inputs: Object.assign({}, ...[bin, start, rest].map((one) => one.metafile.inputs)),
  outputs: Object.assign({}, ...[bin, start, rest].map((one) => one.metafile.outputs)),
};
// To embed the server: a module beside the program, over the packages that its user has anyway.
await build({
  entryPoints: { index: 'src/index.ts' },
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  packages: 'external',
  define: { PACKAGE_VERSION: JSON.stringify(version) },
  legalComments: 'none',
  logLevel: 'warning',
});
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', thirdPartyNotices(metafile));
// What is in the bundle, for its bill of materials.
mkdirSync('reports', { recursive: true });
writeFileSync('reports/bundle.json', JSON.stringify(metafile));
