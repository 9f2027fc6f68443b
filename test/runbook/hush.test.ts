import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Message } from '../../src/chat/types.ts'
import { openJournal } from '../../src/journal/index.ts'
import { createHush } from '../../src/runbook/hush.ts'

const place = { platform: 'slack', tenant: 'T1', channel: 'C1' }
const person = { platform: 'slack', tenant: 'T1', id: 'U1', name: 'Ada' }
const message = (id: string): Message => ({
  kind: 'message',
  id,
  place: { ...place, thread: '1' },
  person,
  text: 'be quiet here',
  addressed: true,
})

it('stays quiet in the channel that asked for it, and only there, after a restart too', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hush-'))
  const clock = { now: () => 1, at: () => () => undefined }
  const before = await openJournal({ dataDir, now: clock.now })
  const hush = createHush({ journal: before.journal, clock })
  expect([await hush.set(message('1'), true), await hush.set(message('2'), true)]).toEqual([true, false])
  await before.close()

  const after = await openJournal({ dataDir, now: clock.now })
  const again = createHush({ journal: after.journal, clock })
  expect(await again.isQuiet({ ...place, thread: '2' })).toBe(true)
  expect(await again.isQuiet({ ...place, channel: 'C2' })).toBe(false)
  expect(await again.set(message('3'), false)).toBe(true)
  expect(await again.isQuiet(place)).toBe(false)
  await after.close()
  rmSync(dataDir, { recursive: true })
})
