import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['test/fence.test.ts'], env: { FENCE_PLACES: 'Infinity' } } });
