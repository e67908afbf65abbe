import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const catalogue = fileURLToPath(new URL('../src/catalogue/', import.meta.url));

/** Runs the sources to see what there is to know of each tool. */
async function readFacts() {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { allTools } from './registry.js';
        import { factsOf } from './stand-in.js';
        export const facts = allTools.map(factsOf);`,
      resolveDir: catalogue,
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  const { facts } = await import(`data:text/javascript;base64,${code}`);
  return facts;
}

/** Puts stand-ins with the facts of now in the place of the registry of tools; the first call loads the registry itself. */
export const standInTools = {
  name: 'stand-in-tools',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/catalogue\/registry\.js$/ }, () => ({ path: 'registry', namespace: 'stand-in' }));
    onLoad({ filter: /.*/, namespace: 'stand-in' }, async () => ({
      contents: `
        import { select } from './select-tools.js';
        import { standIn } from './stand-in.js';
        const facts = JSON.parse(${JSON.stringify(JSON.stringify(await readFacts()))});
        const load = async () => (await import('./registry.js')).allTools;
        export const allTools = facts.map((one) => standIn(one, load));
        export const selectTools = (selection) => select(allTools, selection);`,
      resolveDir: catalogue,
    }));
  },
};
