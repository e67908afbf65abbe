import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['test/soak.test.ts'], env: { SOAK_ROUNDS: '200' } } });
