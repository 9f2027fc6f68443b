import { expect, it } from 'vitest'
import type { ChatMessage } from '../../src/chat/types.ts'
import { collectors } from '../../src/collect/index.ts'
import { steps } from '../../src/mitigate/index.ts'
import { splitIntents } from '../../src/runbook/split-intents.ts'
import { told, understood } from '../understand/understood.ts'

const wishesIn = (text: string) => {
  const place = { platform: 'web', tenant: 'local', channel: 'ops' }
  const person = { platform: 'web', tenant: 'local', id: 'ada', name: 'Ada' }
  const message: ChatMessage = { kind: 'message', id: 'm1', place, person, text, addressed: true }
  return splitIntents(message, told(text), { understand: understood, collectors, steps }).map(
    (wish) => wish.message.text,
  )
}

it.each([
  'collect the container log and the app settings names of contoso-web',
  'can you collect the container log and the app settings names?',
  'collect the container log, the processes and the app settings names',
  'get the event log and the setting names',
  'verzamel de containerlog en de namen van de instellingen van contoso-web',
  'haal de containerlog en de app settings op van contoso-web',
  'verzamel de processen, de containerlog en ook de app instellingen',
  'haal de containerlog en de processen op',
])('“%s” is one list of what is collected', (text) => {
  expect(wishesIn(text)).toEqual([text])
})

it.each([
  ['collect the event log and restart contoso-web', ['collect the event log', 'restart contoso-web']],
  ['verzamel de containerlog en herstart contoso-web', ['verzamel de containerlog', 'herstart contoso-web']],
])('“%s” are two wishes', (text, wishes) => {
  expect(wishesIn(text)).toEqual(wishes)
})
