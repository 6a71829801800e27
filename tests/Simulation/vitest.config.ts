import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['src/cloud/start.ts'],
    setupFiles: ['src/phone/indexedDb.ts'],
    env: { TZ: 'UTC' },
    // One file after the other: they share one cloud, and a restore concerns the whole organisation.
    fileParallelism: false,
    // Fifty seeds in three rounds. They wait for each other's streams more than they compute.
    maxConcurrency: 17,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
})
