import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { IncidentEvent } from '../../src/incident/event.ts'
import { openJournal, readKeyFile, readWitness, verifyChain } from '../../src/journal/index.ts'
import { directory, events } from './temporary-journals.ts'

type Work = 'migrate' | 'checkpoint' | 'erase'

const program = fileURLToPath(new URL('./killed-worker.ts', import.meta.url))

/** How many things reached the disk; `undefined` where it was killed before. */
const run = async (work: Work, dataDir: string, killAt: number): Promise<number | undefined> => {
  const args = ['--import', 'tsx', program, work, dataDir, String(killAt)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  if (signal === 'SIGKILL') return undefined
  expect(code).toBe(0)
  return Number(said)
}

const prepared: Readonly<Record<Work, (dataDir: string) => Promise<void>>> = {
  migrate: (dataDir) =>
    pipeline(
      createReadStream(fileURLToPath(new URL('fixtures/v0.1/journal.db.gz', import.meta.url))),
      createGunzip(),
      createWriteStream(join(dataDir, 'journal.db')),
    ),
  checkpoint: async (dataDir) => {
    const { journal, close } = await openJournal({ dataDir, now: () => 1_000 })
    await journal.append({ stream: 'INC-1', expectedVersion: 0, events: events(3) })
    await close()
  },
  erase: async (dataDir) => {
    const { journal, evidence, close } = await openJournal({ dataDir, now: () => 1_000 })
    const by = { platform: 'web', tenant: 'local', id: 'anna', name: 'Anna' }
    const place = { platform: 'web', tenant: 'local', channel: 'incidents' }
    const joined: IncidentEvent = { type: 'IncidentJoined', at: 1, by, place, text: 'hunter2' }
    const body = Buffer.from('a log with hunter2 in it')
    const file = await evidence.put({ stream: 'INC-1', fileName: 'app.log', contentType: 'text/plain', body })
    const collected: IncidentEvent = { type: 'EvidenceCollected', at: 2, evidence: { ...file, collector: 'log' } }
    await journal.append({ stream: 'INC-1', expectedVersion: 0, events: [...events(1), joined, collected] })
    await close()
  },
}

const verified = async (dataDir: string) => {
  const keys = await readKeyFile(join(dataDir, 'journal.key'))
  return verifyChain(dataDir, { keys, witness: await readWitness(join(dataDir, 'journal.key.witness')) })
}

/**
 * All that stands there, as it is read after the next start, which finds no break. Killed after the sealing and before what
 * follows it, it says that nothing is noted beside the key yet, and that the index is of a former version.
 */
const entriesIn = async (dataDir: string): Promise<readonly unknown[]> => {
  const told: object[] = []
  const log = { info: () => undefined, error: (facts: object) => void told.push(facts) }
  const { journal, close } = await openJournal({ dataDir, now: () => 1_000, log })
  const entries = await journal.entries(0, 1_000)
  await close()
  expect(told.filter((facts) => 'entry' in facts)).toEqual([])
  return entries.map(({ seq, event }) => ({ seq, event }))
}

/** Once more, as is said where a file is left. */
const eraseIn = async (dataDir: string): Promise<void> => {
  const { erasure, close } = await openJournal({ dataDir, now: () => 1_000 })
  await erasure.erase({ text: 'hunter2', by: 'root', reason: 'pasted' })
  await close()
}

/** From the first step to the last, of which `npm test` takes one. */
const shares = process.env.APPMEDIC_EVERY_KILL === undefined ? [0.8] : [0, 0.5, 0.8, 0.95, 1]

describe.each<Work>(['migrate', 'checkpoint', 'erase'])('kill -9 in the middle of: %s', (work) => {
  test('leaves what was there before or what was to come, and the chain holds', async () => {
    const whole = await directory()
    await prepared[work](whole)
    const steps = (await run(work, whole, 0)) ?? 0
    const after = await entriesIn(whole)

    for (const killAt of new Set(shares.map((share) => 1 + Math.floor(share * (steps - 1))))) {
      const dataDir = await directory()
      await prepared[work](dataDir)
      const before = work === 'migrate' ? after : await entriesIn(dataDir)
      expect(await run(work, dataDir, killAt)).toBeUndefined()

      expect(await verified(dataDir), `before anybody repairs, step ${killAt}`).toMatchObject({
        holds: true,
        faults: [],
      })
      expect([before, after], `step ${killAt}`).toContainEqual(await entriesIn(dataDir))
      expect(await verified(dataDir), `after a start, step ${killAt}`).toMatchObject({ holds: true, faults: [] })
      if (work !== 'erase') continue
      await eraseIn(dataDir)
      expect((await verified(dataDir)).evidence).toMatchObject({ missing: [], changed: [], left: [] })
    }
  }, 240_000)
})
