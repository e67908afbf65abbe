import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles the floor's server as ours is, and puts a start with the compile cache before it. Returns what to run. */
export async function buildFloor(programs: string): Promise<string> {
  await build({
    entryPoints: [fileURLToPath(new URL('../src/stdio/floor-server-program.ts', import.meta.url))],
    outfile: join(programs, 'floor', 'server.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    // The SDK's JSON Schema validator is CommonJS and asks for parts of Node.
    banner: {
      js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
    },
  });
  const start = join(programs, 'floor', 'start.mjs');
  const lines = [
    "import { enableCompileCache } from 'node:module';",
    'enableCompileCache();',
    "await import('./server.mjs');",
  ];
  writeFileSync(start, `${lines.join('\n')}\n`);
  return start;
}
