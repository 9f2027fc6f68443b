import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { openJournal, verifyChain } from '../../src/journal/index.ts'
import { JournalError } from '../../src/journal/types.ts'
import { directory, event } from './temporary-journals.ts'

const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

const loops = Number(process.env.CRASH_LOOPS ?? 3)

test(`whatever was acknowledged is there after kill -9, and the chain holds (${loops} kills)`, async () => {
  const dataDir = await directory()
  const moments = fc.sample(fc.integer({ min: 1, max: 200 }), { numRuns: loops, seed: 7 })
  for (const acknowledgements of moments) {
    const acknowledged = await killedAfter(dataDir, acknowledgements)

    // Before anybody repairs anything: the log of the one that was killed still lies beside the file.
    expect(await verifyChain(dataDir)).toMatchObject({ holds: true, streams: 1 })
    const { journal, close } = await openJournal({ dataDir, now: Date.now })
    const entries = await journal.read('INC-1')
    expect(entries.length).toBeGreaterThanOrEqual(acknowledged)
    expect(entries.length % 2).toBe(0)
    expect(entries.every(({ event: read }, at) => read.at === event(at).at)).toBe(true)
    expect(await journal.wasInputSeen('web', `m-${entries.length - 2}`)).toBe(true)
    await close()
  }
})

test('a second process is refused at once while the first one runs', async () => {
  const dataDir = await directory()
  const first = start(dataDir)
  await first.acknowledged(1)

  const refusals = [openJournal({ dataDir, now: Date.now }), verifyChain(dataDir)].map((work) =>
    work.catch((error) => error),
  )

  for (const refusal of await Promise.all(refusals)) {
    expect(refusal).toBeInstanceOf(JournalError)
    expect((refusal as Error).message).toContain(`The journal in ${dataDir} is in use by another process`)
  }
  await first.kill()
  const { journal, close } = await openJournal({ dataDir, now: Date.now })
  expect((await journal.read('INC-1')).length).toBeGreaterThanOrEqual(2)
  await close()
})

/** Number of entries that the child said were safe before it died. */
const killedAfter = async (dataDir: string, acknowledgements: number): Promise<number> => {
  const child = start(dataDir)
  await child.acknowledged(acknowledgements)
  return child.kill()
}

const start = (dataDir: string) => {
  const program = new URL('./appender.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--import', 'tsx', program, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const lines = createInterface({ input: child.stdout })
  let last = 0
  let count = 0
  const waiting: (() => void)[] = []
  lines.on('line', (line) => {
    last = Number(line)
    count += 1
    for (const look of waiting) look()
  })
  const closed = once(lines, 'close')
  return {
    acknowledged: (wanted: number): Promise<void> =>
      new Promise((resolve, reject) => {
        waiting.push(() => count >= wanted && resolve())
        child.once('exit', (code) => reject(new Error(`the appender ended by itself with ${code}`)))
      }),
    kill: async (): Promise<number> => {
      child.kill('SIGKILL')
      await closed
      return last
    },
  }
}
