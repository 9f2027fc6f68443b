import { describe, expect, test } from 'vitest'
import { evolve } from '../../src/incident/evolve.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { cardsOf } from '../../src/views/index.ts'
import type { View } from '../../src/views/types.ts'
import { incidentOf, reportedAt, type StoryName, surroundings } from './fixtures.ts'
import { sayIn } from './strings.ts'

const say = sayIn('en')
const cards = (incident: Incident) => cardsOf(incident, say, surroundings)
const action = 'INC-7.9f2c41d07b'

type Button = { readonly title: string; readonly verb: string; readonly token: string; readonly style: string }

/** `verb token` of every button in the view, wherever it stands. */
const buttons = (data: unknown): readonly string[] => {
  if (typeof data !== 'object' || data === null) return []
  const own = 'verb' in data ? [`${(data as Button).verb} ${(data as Button).token}`] : []
  return [...own, ...Object.values(data).flatMap(buttons)]
}

const viewOf = (story: StoryName, card: string): View => {
  const found = cards(incidentOf(story)).find((one) => one.card === card)
  if (found === undefined) throw new Error(`${story} has no card ${card}`)
  return found.view
}

describe('the incident’s buttons', () => {
  test.each<[StoryName, readonly string[]]>([
    ['opened', []],
    ['asked', ['choose-app INC-7']],
    ['unknown', []],
    ['looking', ['close INC-7']],
    ['judged', ['propose INC-7/1/0', 'propose INC-7/1/1', 'observe-again INC-7', 'close INC-7']],
    ['nothing-wrong', ['observe-again INC-7', 'close INC-7']],
    ['unclear', ['observe-again INC-7', 'close INC-7']],
    ['proposed', ['propose INC-7/1/0', 'observe-again INC-7', 'close INC-7']],
    ['started', ['observe-again INC-7', 'close INC-7']],
    ['doubted', ['observe-again INC-7', 'close INC-7']],
    ['handed-over', ['propose INC-7/1/0', 'observe-again INC-7', 'close INC-7']],
    ['expired', ['propose INC-7/1/0', 'propose INC-7/1/1', 'observe-again INC-7', 'close INC-7']],
    ['not-recovered', ['propose INC-7/1/0', 'observe-again INC-7', 'close INC-7']],
    ['closed', []],
  ])('%s', (story, expected) => {
    expect(buttons(viewOf(story, 'incident').data)).toEqual(expected)
  })
})

describe('the step’s buttons', () => {
  test.each<[StoryName, readonly string[]]>([
    ['requested', []],
    ['proposed', [`approve ${action}`, `reject ${action}`, `withdraw ${action}`]],
    ['approved', []],
    ['accepted', []],
    ['verifying', []],
    ['expired', ['propose INC-7/1/1', 'observe-again INC-7']],
    ['voided', ['propose INC-7/1/1', 'observe-again INC-7']],
    ['handed-over', ['observe-again INC-7']],
    ['failed', ['observe-again INC-7']],
    ['recovered', ['close INC-7', 'undo INC-7.9f2c41d07b']],
    ['closed', []],
  ])('%s', (story, expected) => {
    expect(buttons(viewOf(story, `action:${action}`).data)).toEqual(expected)
  })
})

describe('the headline', () => {
  test.each<[StoryName, string]>([
    ['asked', '🟠 INC-7 contoso-web · Down 503 · Which app do you mean?'],
    ['looking', '🟠 INC-7 contoso-web · Down 503 · Looking at Azure: 2 of 5 in'],
    ['judged', '🔴 INC-7 contoso-web · Down 503 · Cause found · Out of CPU · 87% sure'],
    ['nothing-wrong', '🟢 INC-7 contoso-web · Down 503 · Nothing wrong in Azure'],
    ['proposed', '🟠 INC-7 contoso-web · Down 503 · Waits for approval · Out of CPU · 87% sure'],
    ['handed-over', '🔴 INC-7 contoso-web · Down 503 · Needs a person · Out of CPU · 87% sure'],
    ['recovered', '🟢 INC-7 contoso-web · Down 503 · Recovered · Out of CPU · 87% sure'],
    ['closed', '🟢 INC-7 contoso-web · Down 503 · Closed: recovered · Out of CPU · 87% sure'],
  ])('of %s', (story, summary) => {
    expect(viewOf(story, 'incident').summary).toBe(summary)
  })

  test('tells a newer verdict rather than an older step', () => {
    const later = (['ObservationStarted', 'VerdictReached'] as const).reduce<Incident>((incident, type) => {
      const { observation, verdict } = incident
      if (observation === undefined || verdict === undefined) throw new Error('nothing seen')
      const at = reportedAt + 30 * 60_000
      return type === 'ObservationStarted'
        ? evolve(incident, { at, type, round: 2, window: observation.window, probes: [] })
        : evolve(incident, { at, type, round: 2, verdict: { ...verdict, at } })
    }, incidentOf('recovered'))

    expect(cards(later)[0]?.view.summary).toContain('Cause found')
  })
})

test('evidence comes strongest first, three on the first screen and the rest folded', () => {
  const { verdict, more } = viewOf('judged', 'incident').data
  const texts = (section: unknown, list: 'evidence' | 'lines') =>
    (section as Record<string, readonly { text: string }[]>[]).flatMap((one) => one[list]?.map(({ text }) => text))

  expect(texts(verdict, 'evidence')).toEqual([
    'CPU of the plan went from 31% to 97%',
    'Response time follows CPU',
    'Requests wait in the queue',
  ])
  expect(texts(more, 'lines')).toEqual(['All instances alike', 'A deployment came just before'])
})

test('a missing permission is named as the probe told it', () => {
  expect(JSON.stringify(viewOf('judged', 'incident').data.gaps)).toContain(
    'Resource health: Needed: Microsoft.ResourceHealth/availabilityStatuses/read on contoso-rg. The role Monitoring Reader has it.',
  )
})

test('a proposal says what it touches, costs and needs', () => {
  const words = JSON.stringify(viewOf('proposed', `action:${action}`).data)

  for (const said of [
    '3 → 4',
    'contoso-web, contoso-web/staging, contoso-admin',
    '+€0.252 an hour (Azure Retail Prices, 2026-11-01)',
    'CPU: at most 75%',
    'Errors (5xx): at most 1%',
    'All together for 3 min, within 10 min',
    'Scale in to 3',
    'after 2 h',
    '1 approval needed',
    'May approve: Ben, Carol, Dirk',
    'Ben approved at 03:14 UTC',
    'Expires at 03:28 UTC',
    'az appservice plan update',
    'Destroys evidence',
  ]) {
    expect(words).toContain(said)
  }
})

test('the return of a lease is a line on its step’s card, until people must look', () => {
  const returning = evolve(incidentOf('recovered'), {
    at: reportedAt,
    type: 'StepRequested',
    action: 'INC-7.return',
    request: { step: 'scale-in', args: { workers: 3 } },
    by: { kind: 'lease', of: action },
  })
  const stuck = evolve(returning, {
    at: reportedAt,
    type: 'StepImpossible',
    action: 'INC-7.return',
    why: { key: 'card.lease.changed' },
  })

  expect(cards(returning).map(({ card }) => card)).toEqual(['incident', `action:${action}`])
  expect(cards(stuck).map(({ card }) => card)).toEqual(['incident', `action:${action}`, 'action:INC-7.return'])
})
