import { expect, test } from 'vitest'
import { figuresAnswer } from '../../src/answers/figures.ts'
import type { AnswerSources, MetricsAsked } from '../../src/answers/types.ts'
import { AzureError } from '../../src/azure/types.ts'
import { messageOf } from '../../src/i18n/message.ts'
import type { Language } from '../../src/i18n/types.ts'
import type { MetricFinding } from '../../src/incident/finding.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { minute, person, plainApp } from '../views/basics.ts'
import { sayIn } from '../views/card-translator.ts'

const now = Date.UTC(2026, 0, 15, 3, 0)
const app = { ...plainApp('contoso-web'), os: 'linux' as const }

/** Sixty minutes that climb from 1 to 60. */
const climbing = (
  metric: string,
  of: 'app' | 'plan',
  shape: Pick<MetricFinding, 'unit' | 'aggregation'>,
): MetricFinding => ({
  kind: 'metric',
  metric,
  of,
  ...shape,
  grainInMs: minute,
  series: [{ points: Array.from({ length: 60 }, (_, index) => [now - (60 - index) * minute, index + 1] as const) }],
})

const findings = [
  climbing('CpuPercentage', 'plan', { unit: 'percent', aggregation: 'average' }),
  climbing('CpuPercentage.maximum', 'plan', { unit: 'percent', aggregation: 'maximum' }),
  climbing('Requests', 'app', { unit: 'count', aggregation: 'total' }),
]

const answerTo = async (
  text: string,
  language: Language = 'en',
  readMetrics: (asked: MetricsAsked) => Promise<readonly MetricFinding[]> = async () => findings,
  incident?: Incident,
) => {
  if (figuresAnswer.about !== 'app') throw new Error('it is about an app')
  const sources = {
    timeZone: 'UTC',
    readMetrics: (_: unknown, asked: MetricsAsked) => readMetrics(asked),
  } as unknown as AnswerSources
  const parsed = { apps: [] } as never
  const draft = await figuresAnswer.answer({ app, incident, parsed, text, asker: person('Ada'), now }, sources)
  const { title, lines, chart } = draft(sayIn(language))
  return { title: sayIn(language)(title), lines, chart }
}

test('the figure comes first: now, average and peak with its time', async () => {
  const { title, lines, chart } = await answerTo('show me the cpu')

  expect(title).toBe('contoso-web, 02:00–03:00 UTC')
  expect(lines).toEqual(['CPU of the plan: 58% now · average 31% · peak 60% (02:59 UTC)'])
  expect(chart?.svg).toContain('<path')
})

test('what was asked for by a word comes before the rest, in Dutch as well', async () => {
  const { lines } = await answerTo('gemiddeld aantal verzoeken per minuut', 'nl')

  expect(lines).toEqual([
    'Verzoeken: gemiddeld 31 per minuut · nu 58 per minuut · piek 60 per minuut (02:59 UTC) · 1.830 in totaal',
  ])
})

test('a metric that an app of its kind has not is said so', async () => {
  expect((await answerTo('how many connections')).lines).toEqual([
    'Connections: Azure measures this of apps on Windows only; this app runs on Linux.',
  ])
  expect((await answerTo('hoeveel handles', 'nl')).lines).toEqual([
    'Handles: Azure heeft er voor deze tijd geen waarde van.',
  ])
})

test('where Azure refuses, its reason is said', async () => {
  const { lines } = await answerTo('cpu', 'en', async () => {
    throw new AzureError('rejected', 'no', { phrase: messageOf('test.text', { text: 'it is closed' }) })
  })

  expect(lines).toEqual(['Azure gave no figures: it is closed'])
})

test('levels are asked for with their peaks, over the time that was said', async () => {
  let seen: MetricsAsked | undefined
  await answerTo('cpu yesterday', 'en', async (asked) => {
    seen = asked
    return []
  })

  expect(seen?.metrics).toEqual([
    { name: 'CpuPercentage', of: 'plan' },
    { name: 'CpuPercentage', of: 'plan', aggregation: 'maximum' },
  ])
  expect(seen?.window).toEqual({ from: Date.UTC(2026, 0, 14), to: Date.UTC(2026, 0, 15) })
})

const throttled = async () => {
  throw new AzureError('throttled', 'no', { phrase: messageOf('test.text', { text: 'It is busy.' }) })
}

const looked = {
  verdict: { since: now - 10 * minute },
  observation: {
    weighed: 'first',
    window: { from: now - 60 * minute, to: now },
    results: [
      {
        probe: 'app-metrics',
        status: 'ok',
        findings: [...findings, { ...(findings[2] as MetricFinding), baseline: 'yesterday' }],
      },
    ],
  },
} as unknown as Incident

test('what the look has stands in where Azure gives nothing now', async () => {
  const { lines } = await answerTo('max cpu in the last 30 min', 'en', throttled, looked)

  expect(lines[0]).toContain('CPU of the plan: peak 60% (02:59 UTC)')
  expect(lines[1]).toContain('From my last look, since Azure gives no newer figures.')
})

test('the same hours of another day stand beside now', async () => {
  const now = await answerTo('requests per minute now vs yesterday same time', 'en', undefined, looked)
  const then = await answerTo('verzoeken vorige week om deze tijd', 'nl')

  expect(now.title).toBe('contoso-web, 02:00–03:00 UTC')
  expect(now.lines[0]).toContain('Requests: 58 a minute now · the same time yesterday 31 a minute')
  expect(then.lines[0]).toContain('Verzoeken: vorige week om deze tijd 31 per minuut')
})

test('the digits of a name are no time, and an instance is told apart', async () => {
  const split = [{ ...(findings[0] as MetricFinding), series: [{ instance: 'lw1sdlwk4AF8E6', points: [] }] }]
  let asked: MetricsAsked | undefined
  const { title } = await answerTo('hoeveel cpu heeft lw1sdlwk4AF8E6 nu', 'nl', async (one) => {
    asked = one
    return split
  })

  expect(title).toBe('contoso-web, 02:00–03:00 UTC')
  expect(asked?.isPerInstance).toBe(true)
})

test('a trend is told before the figures', async () => {
  const { lines } = await answerTo('is er een trend in de cpu of kwam het uit het niets', 'nl', undefined, looked)

  expect(lines[0]).toBe('Het liep op: gemiddeld 13%, later 38%, voor het begon om 02:50 UTC; daarna 56%.')
})
