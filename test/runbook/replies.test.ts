import { readdirSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import { messageOf } from '../../src/i18n/message.ts'
import { languages } from '../../src/i18n/types.ts'
import { replies } from '../../src/runbook/replies/index.ts'
import { lexicons } from '../../src/understand/lexicons/index.ts'
import { createUtteranceMatcher } from '../../src/understand/utterance-matcher.ts'

const listener = createUtteranceMatcher(replies)
const heard = (text: string) => listener.match(text)
const parts = ['index', 'types', 'reply-dispatcher', 'display-names', 'ask-which-app', 'last-requested-step']

test('every utterance has a file of its name and a line in the list', () => {
  const files = readdirSync(new URL('../../src/runbook/replies/', import.meta.url)).map((file) =>
    file.replace('.ts', ''),
  )

  expect(replies.map(({ id }) => id).sort()).toEqual(files.filter((file) => !parts.includes(file)).sort())
})

test.each(replies)('$id brings words of languages that are understood, and of no other', ({ phrases }) => {
  expect(lexicons.map(({ language }) => language)).toEqual(expect.arrayContaining(Object.keys(phrases)))
})

describe.each(languages)('in %s', (language) => {
  const say = loadTranslators('UTC')(language)

  it.each(replies.map(({ id }) => id))('what is offered for %s is heard as just that', (id) => {
    const [, example = ''] = /“([^”]+)”/.exec(say(messageOf(`talk.nearest.${id}`))) ?? []

    expect([example, heard(example)?.id]).toEqual([example, id])
  })
})

it.each([
  ['show CPU and memory for the last 90 minutes', { id: 'figures', figures: ['cpu', 'memory'], periodInMs: 5_400_000 }],
  ['toon de fouten van het afgelopen uur', { id: 'figures', figures: ['errors'], periodInMs: 3_600_000 }],
  ['laat de cpu van de laatste 3 uur zien', { id: 'figures', figures: ['cpu'], periodInMs: 10_800_000 }],
  ['WHY NOT RESTART??', { id: 'why-not', intent: 'request_restart' }],
  ['waarom niet gewoon uitschalen', { id: 'why-not', intent: 'request_scale_out' }],
  ['de derde graag', { id: 'pick', ordinal: 3 }],
  ['nee, ik bedoelde contoso-web-staging', { id: 'correction' }],
  ['hey, who is on this please?', { id: 'who' }],
  ['hou je mond hier', { id: 'quiet' }],
  ['extend it by 90 minutes', { id: 'extend', periodInMs: 5_400_000 }],
])('hears “%s”', (text, meant) => {
  expect(heard(text)).toMatchObject(meant)
})

it.each([
  'why is the coffee machine broken',
  'contoso-web is 503ing',
  'restart contoso-web',
  'approve INC-7',
  "don't approve",
  'stop the presses, we have a winner in the lottery',
  'who is coming to lunch',
  'same procedure as every year, James',
  'the first of May is a holiday',
  'undo the deploy of contoso-web to production from yesterday',
  'quiet day today in the office, is it not',
])('hears none of them in “%s”', (text) => {
  expect(heard(text)).toBeUndefined()
})
