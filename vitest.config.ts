import { defineConfig } from 'vitest/config';

// Their tests call functions and leave nothing changed, so that one worker loads each module once for all of them. For
// most of them loading takes longer than testing.
const TOGETHER = ['text', 'fields', 'condition', 'criteria', 'group', 'lines', 'facts', 'verdict', 'compare']
  .concat('output', 'plan', 'audit', 'say')
  .map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Otherwise one processor is left free: of two, half.
    maxWorkers: '100%',
    passWithNoTests: false,
    projects: [
      { extends: true, test: { name: 'together', include: TOGETHER, isolate: false } },
      // Not by `exclude`, which would take the place of that of the command line.
      {
        extends: true,
        test: { name: 'apart', include: ['test/**/*.test.ts', ...TOGETHER.map((one) => `!${one}`)] },
      },
    ],
  },
});
