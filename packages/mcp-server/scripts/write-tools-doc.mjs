// Writes what is made from the registry: docs/tools.md, and the schemas that are reviewed with each change.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

const { outputFiles } = await build({
  entryPoints: [at('./render-tools-doc.ts')],
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { listAllTools, renderToolsDoc } = await import(`data:text/javascript;base64,${code}`);
writeFileSync(at('../../../docs/tools.md'), renderToolsDoc());
for (const tool of listAllTools()) {
  writeFileSync(at(`../test/tool-schemas/${tool.name}.json`), `${JSON.stringify(tool, null, 2)}\n`);
}
