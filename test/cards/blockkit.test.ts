import { describe, expect, test } from 'vitest'
import { createCardExpander } from '../../src/chat/shared/card-expander.ts'
import type { SlackPicture } from '../../src/chat/slack/blocks/block-render-context.ts'
import { renderBlocks } from '../../src/chat/slack/blocks/index.ts'
import { readMoreModal } from '../../src/chat/slack/blocks/modals.ts'
import { sparklinesOf } from '../../src/chat/slack/pictures/sparklines.ts'
import { type Language, languages } from '../../src/i18n/types.ts'
import type { CardView } from '../../src/views/types.ts'
import { breaches, decisionsIn, walk } from '../chat/slack/slack-limits.ts'
import { slackSayIn } from '../chat/slack/slack-translator.ts'
import { sayIn } from '../views/card-translator.ts'
import { everyView, templates } from './cards.ts'
import { goldenFilesIn, goldenFilesOf, goldenJson } from './golden-file.ts'

const goldenNames = [
  'logs.incident',
  'more-steps',
  'step-form',
  'step-form.lease',
  'step-form.written',
  'asked.incident',
  'looking.incident',
  'judged.incident',
  'unclear.incident',
  'nothing-wrong.incident',
  'cause.incident',
  'both.incident',
  'tie.incident',
  'blind.incident',
  'free-tier.incident',
  'container-blocked.incident',
  'early.incident',
  'felt.incident',
  'old.incident',
  'over.incident',
  'over-unnamed.incident',
  'replaced.incident',
  'recovered.incident',
  'recovered-figures.incident',
  'closed.incident',
  'proposed.action',
  'argued.action',
  'suggested.action',
  'breakable.action',
  'dump.action',
  'wide.action',
  'locked.action',
  'broken-running.action',
  'reviewed.action',
  'reminded.action',
  'reminded.post-lease-ending',
  'held.action',
  'held.post-lease-held',
  'undone.action',
  'verifying.action',
  'voided.action',
  'handed-over.action',
  'recovered.action',
  'not-recovered.action',
  'refusal.already',
  'choice',
  'notice.link',
  'help',
  'notice',
  'step-up',
  'report',
  'file-links',
  'report-link',
]

const expander = createCardExpander(templates)
const expand = (view: CardView) =>
  expander(view, Object.fromEntries((view.images ?? []).map(({ name }) => [name, `slack-picture:${name}`])))

const file: Readonly<Record<string, SlackPicture>> = { chart: { is: 'file', id: 'F0CHART' } }
const made = (view: CardView, language: Language, pictures = file) =>
  renderBlocks(expand(view), { say: slackSayIn(language), summary: view.summary, pictures })

describe.each(languages)('Block Kit in %s', (language) => {
  const views = everyView(sayIn(language))

  test.each(views)('$name fits, with every decision and no markup', ({ view }) => {
    const { blocks } = made(view, language)

    expect(breaches(blocks, 'message')).toEqual([])
    expect(decisionsIn(blocks)).toEqual(expect.arrayContaining([...decisionsOf(expand(view))]))
  })

  test.each(goldenNames)('%s looks as agreed', async (name) => {
    const view = views.find((one) => one.name === name)?.view
    if (view === undefined) throw new Error(`no view ${name}`)
    const { blocks, stored: kept } = made(view, language)
    const opened = [...kept.values()].flatMap((one) =>
      one.kind === 'reading' ? [readMoreModal(one, slackSayIn(language))] : [],
    )
    const message = { text: view.summary, blocks, opened }

    await expect(goldenJson(message)).toMatchFileSnapshot(`golden-blockkit/${name}.${language}.json`)
    for (const { blocks: inside } of opened) expect(breaches(inside, 'view')).toEqual([])
  })
})

/** As the Adaptive Card has them. */
const decisionsOf = (card: unknown): readonly string[] => {
  const found: string[] = []
  walk(card, (node) => {
    if (node.type === 'Action.Execute') found.push(`${String(node.verb)} ${(node.data as { token: string }).token}`)
  })
  return found
}

test('no golden message is left of what nobody sees any more', () => {
  expect(goldenFilesIn('golden-blockkit/')).toEqual(goldenFilesOf(goldenNames))
})

test('without the picture its lines stand there in letters, named', () => {
  const view = everyView(sayIn('en')).find(({ name }) => name === 'judged.incident')?.view
  const [picture] = view?.images ?? []
  if (view === undefined || picture === undefined) throw new Error('the judged incident has no chart')
  const lines = sparklinesOf(picture.svg)
  const text = JSON.stringify(made(view, 'en', { chart: { is: 'bars', lines } }).blocks)

  expect(lines.find((line) => line.includes('Errors'))).toMatch(/^▁{15,}[▂-▇]*█+ Errors/)
  expect(text).toContain(lines[0])
  expect(text).not.toContain('slack_file')
})

test('what people wrote stands in the card as they wrote it, and can call nobody', () => {
  const hostile = '<!channel> *bold* <https://evil.example|click> :bomb: &amp; `x`'
  const views = everyView(sayIn('en'), { app: hostile, person: hostile, report: hostile, evidence: hostile })

  for (const { view } of views) {
    walk(made(view, 'en').blocks, (node) => {
      expect(node.type).not.toBe('mrkdwn')
      expect(['link', 'user', 'usergroup', 'broadcast', 'channel', 'emoji']).not.toContain(node.type)
      if (node.type === 'plain_text') expect(node.emoji).toBe(false)
    })
  }
})
