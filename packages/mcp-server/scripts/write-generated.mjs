// Writes the files that are made from the sources: `pnpm generate`.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('./generated-files.ts', import.meta.url))],
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { generatedFiles } = await import(`data:text/javascript;base64,${code}`);
const at = (path) => new URL(`../../../${path}`, import.meta.url);
for (const { path, text } of generatedFiles((path) => readFileSync(at(path), 'utf8'))) {
  writeFileSync(at(path), text);
}
