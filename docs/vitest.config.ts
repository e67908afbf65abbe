import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Snippets sign in with a credential that needs no Azure; they are compiled against the real one.
  resolve: {
    alias: { '@azure/identity': fileURLToPath(new URL('./test/stage/identity.ts', import.meta.url)) },
  },
  test: { include: ['test/**/*.test.ts'], testTimeout: 30_000, silent: 'passed-only' },
});
