// Writes the report of each library's public surface, or with --check compares it with the one that is committed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderApi } from './render-api.mjs';

for (const library of ['core', 'testkit']) {
  const folder = fileURLToPath(new URL(`../packages/${library}/`, import.meta.url));
  const report = `${folder}api-report.md`;
  const surface = renderApi(folder);
  if (!process.argv.includes('--check')) {
    writeFileSync(report, surface);
  } else if (!existsSync(report) || readFileSync(report, 'utf8') !== surface) {
    console.error(
      `The surface of ${library} has changed: run \`pnpm api-report\` and review the difference.`,
    );
    process.exitCode = 1;
  }
}
