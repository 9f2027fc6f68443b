import fc from 'fast-check'
import { expect, it } from 'vitest'
import { renderBareBlocks, renderBlocks } from '../../../src/chat/slack/blocks/index.ts'
import { formModal, readMoreModal } from '../../../src/chat/slack/blocks/modals.ts'
import { storedValueKeyOf } from '../../../src/chat/slack/blocks/stored-value-keys.ts'
import { messageText } from '../../message-text.ts'
import { breaches, decisionsIn, walk } from './slack-limits.ts'
import { slackSayIn } from './slack-translator.ts'

/** Cards of any size and nesting, with texts of any length, and what must be found again. */
type Node = Readonly<Record<string, unknown>>

const words = fc
  .tuple(fc.string({ unit: 'grapheme', minLength: 0, maxLength: 12 }), fc.integer({ min: 0, max: 400 }))
  .map(([text, times]) => text.repeat(times))
const title = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
let count = 0
const unique = (prefix: string): string => {
  count += 1
  return `${prefix}-${count}`
}

const run = fc.record({ type: fc.constant('TextRun'), text: words, weight: fc.constantFrom('bolder', 'default') })
const execute = fc
  .record({
    title,
    style: fc.constantFrom('default', 'positive', 'destructive'),
    mode: fc.constantFrom('primary', 'secondary'),
    verb: fc.constantFrom('approve', 'propose', 'close'),
  })
  .map((action) => ({ type: 'Action.Execute', ...action, data: { token: unique('INC-7') } }))
const link = title.map((text) => ({
  type: 'Action.OpenUrl',
  title: text,
  url: `https://example.com/${encodeURIComponent(text)}`,
}))
const choiceSet = fc.tuple(title, fc.array(title, { maxLength: 130 })).map(([label, titles]) => ({
  type: 'Input.ChoiceSet',
  id: unique('choice'),
  label,
  value: 'v1',
  choices: titles.map((one, index) => ({
    title: one,
    value: index % 7 === 0 ? `v${index}`.padEnd(200, 'x') : `v${index}`,
  })),
}))
const numbers = fc
  .constant({})
  .map(() => ({ type: 'Input.Number', id: unique('number'), label: 'How many?', isRequired: true }))
const showCard = fc.tuple(title, fc.array(execute, { minLength: 1, maxLength: 3 })).map(([text, actions]) => ({
  type: 'Action.ShowCard',
  title: text,
  card: { type: 'AdaptiveCard', body: [{ type: 'Input.Text', id: unique('text'), label: 'Why?' }], actions },
}))

const leaf: fc.Arbitrary<Node> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(run, { minLength: 1, maxLength: 4 }).map((inlines) => ({ type: 'RichTextBlock', inlines })),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('TextBlock'),
      text: words,
      style: fc.constantFrom('heading', 'default'),
      size: fc.constantFrom('default', 'large'),
      isSubtle: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.record({ title: words, value: words }), { minLength: 1, maxLength: 25 })
      .map((facts) => ({ type: 'FactSet', facts })),
  },
  { weight: 1, arbitrary: words.map((altText) => ({ type: 'Image', url: 'slack-picture:chart', altText })) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.oneof(execute, link), { minLength: 1, maxLength: 8 })
      .map((actions) => ({ type: 'ActionSet', actions })),
  },
  { weight: 1, arbitrary: choiceSet },
  { weight: 1, arbitrary: numbers },
  { weight: 1, arbitrary: words.map((text) => ({ type: 'Rating', text, value: 3 })) },
)
const container = (items: fc.Arbitrary<Node>): fc.Arbitrary<Node> =>
  fc.record({
    type: fc.constant('Container'),
    id: fc.constantFrom('more', 'others', 'files'),
    isVisible: fc.constantFrom(true, true, false),
    spacing: fc.constantFrom('small', 'medium'),
    items: fc.array(items, { maxLength: 12 }),
  })
const toggle = { type: 'Action.ToggleVisibility', title: 'More evidence', targetElements: ['more', 'others'] }
const card = fc.record({
  type: fc.constant('AdaptiveCard'),
  body: fc.array(fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 2, arbitrary: container(leaf) }), {
    maxLength: 30,
  }),
  actions: fc.array(fc.oneof(execute, execute, link, showCard, fc.constant(toggle)), { maxLength: 10 }),
})

const making = {
  say: slackSayIn('en'),
  summary: '🔴 INC-7 contoso-web',
  pictures: { chart: { is: 'file', id: 'F1' } },
} as const

const expected = (node: unknown): readonly string[] => {
  const found: string[] = []
  walk(node, (part) => {
    if (part.type === 'Action.Execute') found.push(`${String(part.verb)} ${(part.data as { token: string }).token}`)
  })
  return found.sort()
}

it('whatever the card, no limit is passed and no decision is lost', () => {
  let modals = 0
  let shortened = 0
  fc.assert(
    fc.property(card, (adaptive) => {
      const { blocks, stored: kept } = renderBlocks(adaptive as never, making)
      const bare = renderBareBlocks(adaptive as never, making)

      expect(breaches(blocks, 'message')).toEqual([])
      expect(breaches(bare.blocks, 'message')).toEqual([])
      expect([...decisionsIn(blocks)].sort()).toEqual(expected(adaptive))
      expect([...decisionsIn(bare.blocks)].sort()).toEqual(expected(adaptive))
      expect(renderBlocks(adaptive as never, making).blocks).toEqual(blocks)
      if (JSON.stringify(blocks).includes(messageText('en', 'slack.shortened'))) shortened += 1
      for (const [key, one] of kept) {
        expect(storedValueKeyOf(one)).toBe(key)
        if (one.kind === 'reading') expect(breaches(readMoreModal(one, making.say).blocks, 'view')).toEqual([])
        if (one.kind === 'asking')
          expect(breaches(formModal(one.asking, '{}', making.say, storedValueKeyOf).blocks, 'view')).toEqual([])
        modals += one.kind === 'value' ? 0 : 1
      }
    }),
    { numRuns: 150, seed: 7 },
  )
  expect(modals).toBeGreaterThan(50)
  expect(shortened).toBeGreaterThan(10)
})

it('the limits are where Slack has them: one more would be refused', () => {
  const button = (text: string) => ({
    type: 'actions',
    elements: [{ type: 'button', action_id: 'a', text: { type: 'plain_text', text } }],
  })

  expect(breaches([button('x'.repeat(75))], 'message')).toEqual([])
  expect(breaches([button('😀'.repeat(75))], 'message')).toEqual([])
  expect(breaches([button('x'.repeat(76))], 'message')).not.toEqual([])
  expect(
    breaches(
      Array.from({ length: 51 }, () => ({ type: 'divider' })),
      'message',
    ),
  ).not.toEqual([])
  expect(breaches([button('')], 'message')).not.toEqual([])
  expect(breaches([{ type: 'section', text: { type: 'mrkdwn', text: 'x' } }], 'message')).not.toEqual([])
})
