import { expect, test } from 'vitest'
import type { ChatTranscript } from '../../src/chat/shared/chat-transcript.ts'
import { JournalError } from '../../src/journal/types.ts'
import { directory, journalIn } from './temporary-journals.ts'

const card = (summary: string) => ({ json: { type: 'AdaptiveCard' }, summary, language: 'en', at: 1, pictures: {} })
const message = (n: number, channel = 'incidents') => ({ id: `m-${n}`, channel, at: n, text: `Hallo ${n}` })

test('the web chat finds its messages again after a restart, the newest, oldest first, cards as they were last', async () => {
  const dataDir = await directory()
  const before = await journalIn(dataDir)
  const transcript: ChatTranscript = before.transcript
  for (const n of [1, 2, 3]) await transcript.append(message(n))
  await transcript.append({ ...message(4, 'elsewhere'), card: card('first') })
  await transcript.replace('m-4', card('last'))
  await before.close()

  const after: ChatTranscript = (await journalIn(dataDir)).transcript

  expect(await after.list('incidents', 2)).toEqual([message(2), message(3)])
  expect(await after.list('elsewhere', 9)).toEqual([{ ...message(4, 'elsewhere'), card: card('last') }])
  expect(await after.list('nowhere', 9)).toEqual([])
})

test('a card of a message that does not exist, and a message that exists, are refused', async () => {
  const { transcript } = await journalIn(':memory:')
  await transcript.append(message(1))

  await expect(transcript.replace('m-2', card('new'))).rejects.toThrow(JournalError)
  await expect(transcript.append(message(1))).rejects.toThrow(JournalError)
  expect(await transcript.list('incidents', 9)).toEqual([message(1)])
})
