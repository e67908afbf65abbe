import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderApi } from './render-api.mjs';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
writeFileSync(new URL('../api-report.md', import.meta.url), renderApi(dist));
