import { defineConfig } from 'vitest/config'

// The rule packs read the whole template once, before the first test.
export default defineConfig({ test: { include: ['test/**/*.test.mjs'], hookTimeout: 180_000 } })
