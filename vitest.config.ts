import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import { chosenTests } from './test/long-tests.ts'

export default defineConfig({
  test: {
    include: chosenTests.include,
    exclude: [...configDefaults.exclude, ...chosenTests.exclude],
    globalSetup: 'test/build.ts',
    // Threads begin faster than processes and are given what was transformed without a copy.
    pool: 'threads',
    isolate: false,
    // More than there are cores: a third of the time goes to waiting for HTTP, processes and the browser.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    // Ceilings for what hangs, no assertions: a busy machine may take ten times as long.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 90_000 } },
  },
})
