import { defineConfig } from 'vitest/config';

/** The long form of a sweep that the tests do in part: a minute or two. */
export default defineConfig({
  test: { include: ['test/preparing-hostile.test.ts'], env: { SWEEP: 'all' } },
});
