import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests that start processes share two cores with builds.
  test: {
    testTimeout: 30_000,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['test/client-matrix.test.ts'],
  },
});
