import { defineConfig } from 'vitest/config';

/** What runs beside what: units need nothing, `package` and `e2e` need the packed `.vsix` (scripts/test.mjs). */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/{unit,contract,reference}/**/*.test.ts'], testTimeout: 30_000 },
      },
      {
        extends: true,
        test: { name: 'package', include: ['test/package/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        extends: true,
        // One VS Code and one browser at a time: each wants both cores.
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 20_000 } },
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: { name: 'bench', include: ['test/bench/**/*.test.ts'], hookTimeout: 120_000 },
      },
      {
        extends: true,
        test: { name: 'pictures', include: ['test/pictures/**/*.test.ts'], hookTimeout: 120_000 },
      },
    ],
    pool: 'forks',
    maxWorkers: 2,
  },
});
