// Runs the benchmarks: `pnpm bench [suite …] [--quick] [--peers] [--write]`; see docs/benchmarks.md.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Everything that runs in a process of its own has a file whose name says so. */
const programs = readdirSync(at('./src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
  /(?:^bench|-program)\.ts$/.test(path),
);

await build({
  entryPoints: programs.map((path) => at(`./src/${path}`)),
  outdir: at('./dist'),
  entryNames: '[name]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  packages: 'external',
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [at('./dist/bench.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
