import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messageOf } from '../../src/i18n/message.ts'
import { languages } from '../../src/i18n/types.ts'
import { evolve } from '../../src/incident/evolve.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { incidentOutcomeOf } from '../../src/incident/incident-outcome.ts'
import { suggestedStepsOf } from '../../src/incident/suggested-steps.ts'
import type { Verdict } from '../../src/incident/verdict.ts'
import { chartDataOf } from '../../src/views/chart/chart-data.ts'
import { cardsOf } from '../../src/views/index.ts'
import { incidentHeadline } from '../../src/views/parts/headline.ts'
import type { VerdictSection } from '../../src/views/parts/verdict-sections.ts'
import { reportMarkdown } from '../../src/views/report-markdown.ts'
import { evidence, minute, reportedAt } from './basics.ts'
import { sayIn } from './card-translator.ts'
import { eventsOf, incidentOf, type StoryName, surroundings } from './fixtures.ts'

const say = sayIn('en')
const words = (key: string, args?: Readonly<Record<string, string | number>>) => say(messageOf(key, args))
const title = (cause: string) => words(`cause.${cause}.title`)

interface Shown {
  readonly head: { readonly style: string; readonly status: string; readonly about: string }
  readonly verdict: readonly VerdictSection[]
  readonly next: { readonly words: string }
  readonly advice: readonly { readonly text: string }[]
  readonly steps: readonly unknown[]
  readonly figures: readonly { readonly facts: readonly { readonly title: string; readonly value: string }[] }[]
  readonly gaps: readonly { readonly text: string }[]
}

const cards = (incident: Incident) => cardsOf(incident, say, surroundings)
const shown = (incident: Incident) => {
  const view = cards(incident).find(({ card }) => card === 'incident')?.view
  if (view === undefined) throw new Error('no card')
  return { summary: view.summary, ...(view.data as unknown as Shown) }
}
const told = (story: StoryName) => shown(incidentOf(story))
const lines = (section: VerdictSection | undefined) => section?.evidence.map(({ mark, text }) => mark + text)
const figures = ({ figures: [section] }: Shown) =>
  section?.facts.map(({ title: name, value }) => `${name}: ${value}`) ?? []

describe('a report that is seconds old', () => {
  it('says to when the figures reach and when the bot looks again by itself', () => {
    const { head, verdict, next, steps } = told('early')

    expect(head).toMatchObject({ style: 'warning', status: `🟠 ${words('status.verdict.provisional')}` })
    expect(verdict[0]?.title).toBe(words('card.verdict.provisional.title'))
    expect(verdict[0]?.summary).toBe(words('card.verdict.provisional.summary', { figuresAt: '03:09 UTC' }))
    expect(next.words).toBe(words('card.next.provisional', { againAt: '03:15 UTC' }))
    expect(steps).toEqual([])
  })

  it('keeps the card as it was while the bot looks again, and tells what came of it in a message', () => {
    const looking = eventsOf('early-found').slice(0, -1).reduce<Incident | undefined>(evolve, undefined)
    if (looking === undefined) throw new Error('no incident')

    expect(shown(looking).verdict).toEqual(told('early').verdict)
    expect(cards(looking).map(({ card }) => card)).toEqual(['incident'])
    const found = cards(incidentOf('early-found')).find(({ card }) => card === 'post:verdict:1')
    expect(found?.view.summary).toBe(
      words('card.announce.looked-again', {
        app: 'contoso-web',
        seenAt: '03:15 UTC',
        verdict: words('card.verdict.cause', { cause: title('cpu-saturation'), share: '87%' }),
      }),
    )
  })
})

describe('what is over', () => {
  it('is told as over, with its span, no step, and no advice for what is there no more', () => {
    const { head, verdict, next, advice, steps, summary } = told('over')
    const was = words('card.verdict.over.cause', {
      ...{ cause: title('bad-deployment'), span: '18:12–18:47 UTC', share: '87%' },
    })

    expect(head).toMatchObject({ style: 'accent', status: `🔵 ${words('status.verdict.over')}` })
    expect(head.about).toContain('18:12–18:47 UTC')
    expect(verdict[0]?.title).toBe(was)
    expect(summary).toContain(was)
    expect(verdict[0]?.summary).toBe(
      `${words('card.verdict.over.summary', { ago: '8 h 25 min', seenAt: '03:12 UTC' })} One in three visitors got an error.`,
    )
    expect(verdict[0]?.evidence.every(({ color }) => color === 'default')).toBe(true)
    expect([next.words, advice, steps]).toEqual([words('card.next.over'), [], []])
    expect(figures(told('over'))[0]).toBe(`${words('card.figure.errors')}: 0 → 410 → 0`)
  })

  it('offers none even where the verdict had one', () => {
    const { verdict, ...incident } = incidentOf('judged')
    if (verdict === undefined) throw new Error('no verdict')

    expect(suggestedStepsOf({ ...incident, verdict })).not.toEqual([])
    expect(suggestedStepsOf({ ...incident, verdict: { ...verdict, until: verdict.at } })).toEqual([])
  })

  it('says what visitors felt once, where the evidence says it in the same words', () => {
    const { verdict, ...incident } = incidentOf('over')
    const [cause] = verdict?.causes ?? []
    if (verdict === undefined || cause === undefined) throw new Error('no verdict')
    const causes = [{ ...cause, evidence: [...(verdict.trouble ?? []), ...cause.evidence] }]

    const [section] = shown({ ...incident, verdict: { ...verdict, causes } }).verdict

    expect(lines(section)?.join()).toContain('One in three visitors got an error.')
    expect(section?.summary).not.toContain('One in three visitors got an error.')
  })

  it('without a cause says what visitors felt', () => {
    const { head, verdict, next } = told('over-unnamed')

    expect(head.style).toBe('accent')
    expect(verdict[0]?.title).toBe(words('card.verdict.over.trouble', { trouble: '17 of 30 callers gave up' }))
    expect(verdict[0]?.summary).toContain('18:12–18:13 UTC')
    expect(next.words).toBe(words('card.next.over.unnamed'))
  })

  it('closes as recovered, also after a step that did not help', () => {
    const failed = incidentOf('not-recovered')
    const later: Verdict = { ...verdictOf('over'), at: reportedAt + 60 * minute }

    expect(incidentOutcomeOf(incidentOf('over'))).toBe('recovered')
    expect(incidentOutcomeOf(failed)).toBe('not-recovered')
    expect(incidentOutcomeOf({ ...failed, verdict: later })).toBe('recovered')
    expect(incidentOutcomeOf(incidentOf('old'))).toBe('left-alone')
  })
})

describe('trouble', () => {
  it('is the headline where no cause can be named, with the word of Microsoft’s detectors and their lag', () => {
    const { head, verdict, summary } = told('felt')
    const felt = words('card.verdict.trouble.title', { trouble: 'Every visitor gets 403 since 02:55 UTC' })

    expect(head).toMatchObject({ style: 'attention', status: `🔴 ${words('status.verdict.trouble')}` })
    expect(verdict[0]?.title).toBe(felt)
    expect(summary).toContain(felt)
    expect(lines(verdict[0])).toEqual([
      '▸ CPU of the plan went from 31% to 97%',
      `▸ ${words('card.verdict.microsoft', { text: 'Web App Down' })}`,
      `· ${words('card.detectors.lag')}`,
    ])
  })

  it('stands in a line under a cause', () => {
    expect(told('old').verdict[0]?.summary).toBe('Visitors wait 8.4 s, where 0.1 s is usual.')
  })

  it('that began before everything looked at says so, and has no before', () => {
    const { head, verdict } = told('ancient')

    expect(head.about).toContain(words('card.since.earlier', { sinceAt: '21 Nov 2026 03:12 UTC' }))
    expect(verdict[0]?.summary).toBe(words('card.verdict.start-unseen', { earliestAt: '21 Nov 2026 03:12 UTC' }))
    expect(figures(told('ancient'))[0]).toBe(`${words('card.figure.errors')}: ⚠ 410`)
  })
})

describe('a replaced verdict', () => {
  const replaced = words('card.verdict.replaced', {
    beforeAt: '03:12 UTC',
    former: title('memory-leak'),
    now: words('card.verdict.cause', { cause: title('cpu-saturation'), share: '87%' }),
    because: 'Memory stayed at 47% while CPU rose to 96%.',
  })

  it('stands on the card beside the former one, and in a message of its own', () => {
    const own = cards(incidentOf('replaced')).filter(({ card }) => card.startsWith('post:verdict:'))

    expect(lines(told('replaced').verdict[0])?.at(-1)).toBe(`↺ ${replaced}`)
    expect(own.map(({ card, view }) => [card, view.summary])).toEqual([
      ['post:verdict:2', words('card.announce.replaced', { app: 'contoso-web', replaced })],
    ])
  })

  it('stands in the report: in its summary and in its timeline', () => {
    const report = reportMarkdown(incidentOf('replaced'), eventsOf('replaced'), say)

    expect(report.match(/Memory stayed at 47% while CPU rose/g)).toHaveLength(2)
  })
})

const verdictOf = (story: StoryName): Verdict => {
  const { verdict } = incidentOf(story)
  if (verdict === undefined) throw new Error(`${story} has no verdict`)
  return verdict
}

describe('nothing is green above what is not', () => {
  it('a verdict that finds nothing above figures that are bad is told as not clear', () => {
    const { head, verdict } = told('falsely-calm')

    expect(head.style).toBe('warning')
    expect(verdict[0]?.title).toBe(words('card.verdict.not-enough-evidence.title'))
    expect(verdict[0]?.summary).toContain(words('card.verdict.not-as-usual'))
  })

  it('figures from before a step that helped are said to be so, and not marked', () => {
    const {
      head,
      gaps,
      figures: [section],
    } = told('recovered')

    expect(head.style).toBe('good')
    expect(section?.facts.some(({ value }) => value.includes('⚠'))).toBe(false)
    expect(gaps[0]?.text).toBe(words('card.figure.before-step', { seenAt: '03:12 UTC' }))
  })

  const stories = ['nothing-wrong', 'unclear', 'judged', 'old', 'falsely-calm', 'recovered', 'over'] as const
  const verdict = fc.record(
    {
      outcome: fc.constantFrom('cause' as const, 'nothing-wrong' as const, 'not-enough-evidence' as const),
      trouble: fc.constantFrom([], [evidence('Every visitor gets 403', 0.9)]),
      until: fc.constantFrom(undefined, reportedAt - 5 * minute),
      since: fc.constantFrom(undefined, reportedAt - 17 * minute, reportedAt - 9 * 60 * minute),
      startUnseen: fc.constantFrom(undefined, true as const),
      provisional: fc.constantFrom(undefined, { figuresUntil: reportedAt, lookAgainAt: reportedAt + minute }),
    },
    { noNullPrototype: true },
  )
  const closed = fc.constantFrom(undefined, 'left-alone' as const, 'nothing-wrong' as const, 'abandoned' as const)

  it('whatever the verdict, the figures and the close', () => {
    fc.assert(
      fc.property(verdict, fc.constantFrom(...stories), closed, (fields, story, outcome) => {
        const judged = incidentOf('judged').verdict?.causes ?? []
        const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
        const later = reportedAt + 60 * minute
        const incident: Incident = {
          ...incidentOf(story),
          verdict: { ...(known as Pick<Verdict, 'outcome'>), at: later, causes: judged, unseen: [] },
          ...(outcome === undefined ? {} : { closed: { at: later, outcome } }),
        }
        const { tone } = incidentHeadline(incident)
        const {
          head,
          figures: [section],
        } = shown(incident)

        expect(head.style).toBe(tone)
        if (tone !== 'good') return
        expect(fields.until !== undefined || fields.trouble.length === 0).toBe(true)
        expect(fields.provisional).toBeUndefined()
        expect(section?.facts.filter(({ value }) => value.includes('⚠')) ?? []).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

it.each(languages)('every one of them can be told in %s, in the report too', (language) => {
  const others = sayIn(language)
  const stories = ['early', 'early-found', 'felt', 'old', 'ancient', 'over', 'over-unnamed', 'replaced'] as const

  for (const story of stories) {
    expect(reportMarkdown(incidentOf(story), eventsOf(story), others).length).toBeGreaterThan(500)
    expect(chartDataOf(incidentOf(story)).window.to).toBe(reportedAt)
  }
})
