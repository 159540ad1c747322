import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/browser/**/*.test.ts'],
    fileParallelism: false,
    expect: { poll: { timeout: 8_000 } },
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
