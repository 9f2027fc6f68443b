import { describe, expect, test } from 'vitest'
import { languages } from '../../src/i18n/types.ts'
import { sayIn } from '../views/card-translator.ts'
import { everyView, expand, templates } from './cards.ts'
import { goldenFilesIn, goldenFilesOf, goldenJson } from './golden-file.ts'
import { problemsOf } from './validate.ts'

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
  'answer',
  'choice',
  'notice.link',
  'help',
  'notice',
  'step-up',
  'report',
  'file-links',
  'report-link',
]

describe.each(languages)('cards in %s', (language) => {
  const views = everyView(sayIn(language))

  test.each(views)('$name is a valid Adaptive Card 1.5 that fits', ({ view }) => {
    const card = expand(view)

    expect(problemsOf(card)).toEqual([])
    expect(JSON.stringify(card).length).toBeLessThan(28 * 1024)
    expect(JSON.stringify(card)).not.toContain('${')
    expect(view.summary.length).toBeGreaterThan(5)
  })

  test.each(goldenNames)('%s looks as agreed', async (name) => {
    const view = views.find((one) => one.name === name)?.view
    if (view === undefined) throw new Error(`no view ${name}`)
    const card = { summary: view.summary, card: expand(view) }

    await expect(goldenJson(card)).toMatchFileSnapshot(`golden/${name}.${language}.json`)
  })

  // Teams takes 28 KB, envelope included; its smallest picture of a chart has about 7.
  test('a card leaves Teams room for its picture, and keeps what is folded whatever there is to tell', () => {
    const sizes = views.map(({ name, view }) => [name, Buffer.byteLength(JSON.stringify(expand(view)))] as const)

    expect(sizes.filter(([name, size]) => size > (name === 'crowded.incident' ? 26_000 : 20_000))).toEqual([])
  })

  test('the same incident gives the same bytes', () => {
    const bytes = () => everyView(sayIn(language)).map(({ view }) => JSON.stringify([view, expand(view)]))

    expect(bytes()).toEqual(bytes())
  })
})

test('the check finds what is wrong', () => {
  const card = (element: object) => ({ type: 'AdaptiveCard', version: '1.5', body: [element] })

  expect(problemsOf(card({ type: 'TextBlock', text: 'x' }))).toEqual([])
  expect(problemsOf(card({ type: 'TextBlock', txet: 'x' }))).not.toEqual([])
  expect(problemsOf(card({ type: 'TextBlock', text: 'x', size: 'huge' }))).not.toEqual([])
  expect(problemsOf(card({ type: 'Rating', value: 3 }))).not.toEqual([])
})

test('every template has a view and every view a template', () => {
  const used = new Set(everyView(sayIn('en')).map(({ view }) => view.template))

  expect([...used].sort()).toEqual(Object.keys(templates).sort())
})

test('every template has a golden card', () => {
  const views = everyView(sayIn('en')).filter(({ name }) => goldenNames.includes(name))

  expect(new Set(views.map(({ view }) => view.template))).toEqual(new Set(Object.keys(templates)))
})

test('no golden card is left of what nobody sees any more', () => {
  expect(goldenFilesIn('golden/')).toEqual(goldenFilesOf(goldenNames))
})

test('templates hold layout, not words', () => {
  const words = (node: unknown, key = ''): readonly string[] => {
    if (typeof node === 'string') return /^(text|title|label|altText|errorMessage)$/.test(key) ? [node] : []
    if (typeof node !== 'object' || node === null) return []
    return Object.entries(node).flatMap(([name, value]) => words(value, Array.isArray(node) ? key : name))
  }

  expect(words(templates).filter((text) => text.trim() !== '' && !text.startsWith('${'))).toEqual([])
})
