import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openAzureEnvironment } from '../../src/cli/azure-environment.ts'
import { readConfig } from '../../src/config/index.ts'
import { openJournal } from '../../src/journal/index.ts'
import { events } from '../journal/numbered-events.ts'

test('practice goes on at the time that its journal was left, however fast it ran before', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'appmedic-practice-'))
  const ahead = Date.now() + 5 * 3_600_000
  const { journal, close } = await openJournal({ dataDir, now: () => ahead })
  await journal.append({ stream: 'DESK', expectedVersion: 0, events: events(1) })
  await close()

  const practice = await openAzureEnvironment(readConfig({ DATA_DIR: dataDir, SIMULATOR_SPEED: '1' }))

  expect(practice.clock.now()).toBeGreaterThanOrEqual(ahead)
  await practice.stop()
  await rm(dataDir, { recursive: true })
})
