import { defineConfig } from 'vitest/config';

/** For the mutation run: the tests that are about one file, and the recorded rows. The long stories would only slow it. */
export default defineConfig({
  test: { include: ['src/**/*.test.ts', 'test/golden/*.test.ts'], testTimeout: 30_000 },
});
