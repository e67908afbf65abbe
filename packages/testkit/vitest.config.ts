import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    // The snippets of the documentation import the package by its name.
    alias: [
      { find: /^@azureml-kubernetes\/testkit\/contract$/, replacement: source('contract/index.ts') },
      { find: /^@azureml-kubernetes\/testkit$/, replacement: source('index.ts') },
    ],
  },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.test.ts', 'src/index.ts'],
      reporter: ['text-summary'],
      thresholds: { lines: 95, branches: 88 },
    },
  },
});
