import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { lazySchemas } from './build/lazy-schemas.mjs';
import { plainBuiltins } from './build/plain-builtins.mjs';
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

const { metafile } = await build({
  entryPoints: { bin: 'src/bin.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  // OpenTelemetry has an ES module build beside the other; only that can be cut down to what is used.
  mainFields: ['module', 'main'],
  target: 'node22',
  external: ['@azure/identity'],
  plugins: [unused, undiciDispatchers, plainBuiltins, lazySchemas],
  define: { PACKAGE_VERSION: JSON.stringify(version) },
  banner: { js: BANNER },
  chunkNames: 'chunks/[name]-[hash]',
  legalComments: 'none',
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
  metafile: true,
});
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
