import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { ChatMessage } from '../../src/chat/types.ts'
import { openJournal } from '../../src/journal/index.ts'
import { createChannelMute } from '../../src/runbook/channel-mute.ts'

const place = { platform: 'slack', tenant: 'T1', channel: 'C1' }
const person = { platform: 'slack', tenant: 'T1', id: 'U1', name: 'Ada' }
const message = (id: string): ChatMessage => ({
  kind: 'message',
  id,
  place: { ...place, thread: '1' },
  person,
  text: 'be quiet here',
  addressed: true,
})

it('stays quiet in the channel that asked for it, and only there, after a restart too', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'channel-mute-'))
  const clock = { now: () => 1, at: () => () => undefined }
  const before = await openJournal({ dataDir, now: clock.now })
  const mute = createChannelMute({ journal: before.journal, clock })
  expect([await mute.set(message('1'), true), await mute.set(message('2'), true)]).toEqual([true, false])
  await before.close()

  const after = await openJournal({ dataDir, now: clock.now })
  const again = createChannelMute({ journal: after.journal, clock })
  expect(await again.isMuted({ ...place, thread: '2' })).toBe(true)
  expect(await again.isMuted({ ...place, channel: 'C2' })).toBe(false)
  expect(await again.set(message('3'), false)).toBe(true)
  expect(await again.isMuted(place)).toBe(false)
  await after.close()
  rmSync(dataDir, { recursive: true })
})
