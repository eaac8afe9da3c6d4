import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Otherwise one processor is left free: of two, half.
    maxWorkers: '100%',
    passWithNoTests: false,
  },
});
