import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderBlocks } from '../../src/chat/slack/blocks/index.ts'
import { loadTranslators } from '../../src/i18n/load-translators.ts'
import { languages } from '../../src/i18n/types.ts'
import { sayIn } from '../views/card-translator.ts'
import type { Texts } from '../views/fixtures.ts'
import { everyView, expand } from './cards.ts'
import { problemsOf } from './validate.ts'

type Node = { readonly [key: string]: unknown }

const nodes = (node: unknown): readonly Node[] => {
  if (typeof node !== 'object' || node === null) return []
  const children = Object.values(node).flatMap(nodes)
  return Array.isArray(node) ? children : [node as Node, ...children]
}

/** Texts that Adaptive Cards render as Markdown. */
const markdownTexts = (card: object): readonly string[] =>
  nodes(card).flatMap((node) => {
    if (node.type === 'TextBlock') return [String(node.text)]
    if (node.type === 'FactSet') return nodes(node.facts).flatMap(({ title, value }) => [String(title), String(value)])
    return []
  })

const allTexts = (card: object): readonly string[] =>
  nodes(card).flatMap((node) => Object.values(node).filter((value) => typeof value === 'string'))

const slackSay = loadTranslators('UTC')

/** What Slack reads as markup, or rings somebody's bell for: no block of ours is any of it. */
const slackActive = new Set(['mrkdwn', 'broadcast', 'user', 'usergroup', 'channel'])

const everywhere = (text: string): Texts => ({
  app: text,
  person: text,
  report: text,
  instance: text,
  commit: text,
  evidence: text,
  failure: text,
  reason: text,
  alert: text,
  detector: text,
  file: text,
})

const markup = [
  '**bold** [click](https://evil.example) `code` # head',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is the attack
  '${head.status} ${$root.approval}',
  '{{DATE(2026-11-23T00:00:00Z)}} {\u200b{TIME(x)}}',
  '<at>everyone</at> <script>alert(1)</script> <!channel> <@U123>',
  '\u202egnp.exe\u202c \u2066abc\u2069 \u200fשלום',
  'line\nbreak\u0000\u0007\u001b[31m\ud800 end',
]

describe.each(languages)('hostile text on cards in %s', (language) => {
  const say = sayIn(language)
  const trusted = new Map(everyView(say).map(({ name, view }) => [name, markdownTexts(expand(view))]))

  test.each(markup)('is inert everywhere: %j', (text) => {
    const mark = 'Xq7Zk'

    for (const { name, view } of everyView(say, everywhere(`${mark}${text}`))) {
      const card = expand(view)
      const texts = [...allTexts(card).filter((one) => !one.startsWith('/subscriptions/')), view.summary]
      expect(problemsOf(card), name).toEqual([])
      expect(markdownTexts(card), name).toEqual(trusted.get(name))
      const { blocks } = renderBlocks(card, { summary: view.summary, say: slackSay(language), pictures: {} })
      expect(
        nodes(blocks).filter(({ type }) => slackActive.has(String(type))),
        name,
      ).toEqual([])
      expect(
        texts.filter((one) => /\{\{|[\p{Cc}\p{Bidi_Control}\p{Surrogate}]/u.test(one)),
        name,
      ).toEqual([])
    }
  })

  test('any text at all stays out of what is Markdown, and out of the buttons’ data', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (text) => {
        for (const { name, view } of everyView(say, everywhere(text))) {
          const card = expand(view)
          expect(markdownTexts(card), name).toEqual(trusted.get(name))
          const tokens = nodes(card).filter(({ token }) => token !== undefined)
          for (const { token } of tokens)
            expect(String(token)).toMatch(/^(INC-7(\/\d\/(\d|collector)|\/[a-z-]+|\.9f2c41d07b)?|9f2c41d07b\/\d)$/)
        }
      }),
      { numRuns: 5 },
    )
  })
})

test('the hostile texts do reach the cards', () => {
  const shown = everyView(sayIn('en'), everywhere('Xq7Zk')).filter(({ view }) =>
    JSON.stringify(expand(view)).includes('Xq7Zk'),
  )

  expect(shown.length).toBeGreaterThan(40)
})
