import { afterEach, describe, expect, it } from 'vitest'
import { createCardExpander } from '../../src/chat/shared/card-expander.ts'
import { diagnose } from '../../src/diagnose/index.ts'
import { similarCausesOf } from '../../src/diagnose/similar-causes.ts'
import { loadCardTemplates, loadTranslators } from '../../src/i18n/load-translators.ts'
import { type Language, languages } from '../../src/i18n/types.ts'
import type { EventPayload } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { ProbeResult } from '../../src/incident/finding.ts'
import type { Verdict } from '../../src/incident/verdict.ts'
import { probes } from '../../src/observe/index.ts'
import { runProbes } from '../../src/observe/run-probes.ts'
import { cardsOf } from '../../src/views/index.ts'
import { deadlinesByHand } from '../deadlines.ts'
import { wire } from '../observe/arm-answers.ts'
import { type Lab, openLab, type Spoiled, target, to } from '../observe/lab.ts'
import { notOfferedInLab, sourceOf } from '../observe/sources.ts'
import { createFlow } from './flow.ts'

const labs: Lab[] = []
afterEach(async () => {
  await Promise.all(labs.splice(0).map((lab) => lab.stop()))
})

const ids = probes.map(({ id }) => id)
const say = loadTranslators('UTC')
const expand = createCardExpander(loadCardTemplates())

type How = Spoiled['with'] | 'too-slow'

interface Round {
  readonly results: readonly ProbeResult[]
  /** In the order in which they came in. */
  readonly arrived: readonly string[]
  readonly verdict: Verdict
  /** What the incident's card says. */
  readonly card: Readonly<Record<Language, string>>
}

/** Probes that read the same source beside their own: they go on without it. */
const sharing: Readonly<Record<string, readonly string[]>> = {
  'app-state': ['slots'],
  'activity-log': ['network'],
  'plan-metrics': ['neighbours', 'more-neighbours', 'detectors', 'more-detectors'],
}
/** Those that can't do without what is spoilt: what the first verdict does not wait for begins with the same list. */
const failingBy = (spoilt: readonly string[]): readonly string[] => {
  const sources = spoilt.map((id) => String(sourceOf(id)))
  return ids.filter((id) => sources.includes(String(sourceOf(id))))
}
const affectedBy = (spoilt: readonly string[]): readonly string[] => [
  ...new Set(failingBy(spoilt).flatMap((id) => [id, ...(sharing[id] ?? [])])),
]

/**
 * A round in which some sources are spoilt, over HTTP. Time is told by events: a source that hangs or is too slow runs
 * into its deadline when all the others are in; one that is slow but in time answers then.
 */
async function observe(spoilt: readonly string[], how: How): Promise<Round> {
  const spoiled = spoilt.map((id) => ({ pattern: sourceOf(id), with: how === 'too-slow' ? 'slow' : how }) as const)
  const lab = await openLab(wire, spoiled)
  labs.push(lab)
  const { deadline, pass } = deadlinesByHand()
  const arrived: string[] = []
  const onResult = ({ probe }: ProbeResult): void => {
    arrived.push(probe)
    if (arrived.length !== ids.length - affectedBy(spoilt).length) return
    if (how === 'slow') lab.release()
    if (how === 'hung' || how === 'too-slow') pass()
  }
  const results = await runProbes(probes, lab.azure, target, { deadline, onResult, now: () => to })
  // An answer after the deadline comes to nobody.
  lab.release()
  const verdict = diagnose({ results, window: target.window, at: to, probes })
  return { results, arrived, verdict, card: cardOf(results, verdict) }
}

const by = { platform: 'web', tenant: 'local', id: 'ada', name: 'Ada' } as const
const place = { platform: 'web', tenant: 'local', channel: 'lab' } as const

function cardOf(results: readonly ProbeResult[], verdict: Verdict): Round['card'] {
  const told: readonly EventPayload[] = [
    {
      type: 'IncidentOpened',
      incident: 'INC-1',
      by,
      place,
      text: 'contoso-web is 503ing',
      symptom: 'outage',
      codes: [503],
      language: 'en',
    },
    { type: 'AppChosen', app: target.app },
    { type: 'ObservationStarted', round: 1, window: target.window, probes: ids },
    ...results.map((result): EventPayload => ({ type: 'ProbeFinished', round: 1, result })),
    { type: 'VerdictReached', round: 1, verdict },
  ]
  const incident = foldEvents(told.map((event) => ({ ...event, at: to })))
  if (incident === undefined) throw new Error('no incident')
  const text = (language: Language): string => {
    const [card] = cardsOf(incident, say(language), {
      practice: false,
      steps: [],
      names: (key) => key,
      similarCauses: similarCausesOf,
    })
    return card === undefined ? '' : textsIn(expand(card.view, {})).join('\n')
  }
  return Object.fromEntries(languages.map((language) => [language, text(language)])) as Record<Language, string>
}

function textsIn(json: unknown): readonly string[] {
  if (typeof json === 'string') return [json]
  if (typeof json !== 'object' || json === null) return []
  return Object.values(json).flatMap(textsIn)
}

const isFailed = ({ status }: ProbeResult): boolean => status !== 'ok' && status !== 'not-offered'

const resultOf = ({ results }: Round, id: string) => results.find(({ probe }) => probe === id)
const title = (id: string, language: Language): string => say(language)({ key: `probe.${id}.title` })

/** Named on the card with the reason, in both languages, and in the verdict among what it could not see. */
function expectSaid(round: Round, id: string): void {
  const failure = resultOf(round, id)?.failure
  if (failure === undefined) throw new Error(`${id} has no reason`)
  for (const language of languages) {
    const line = `${title(id, language)}: ${say(language)(failure)}`
    expect(flat(round.card[language])).toContain(flat(line))
  }
  expect(round.verdict.unseen).toContain(id)
}

/** Cards may break lines and words apart from the strings' typography. */
const flat = (text: string): string => text.replace(/\s+/g, ' ')

/** A failing app is what the synthetic request looks for: an answer of any kind, or none, is a finding. */
const arm = ids.filter((id) => id !== 'synthetic-request' && !notOfferedInLab.includes(id))

/** Each alone, so that it is seen that nobody else waits for it. */
const alone = arm.map((id) => [id])
/** Five at once: whose failure is whose shows, and there are fewer rounds. */
const fives = [0, 1, 2].map((nth) => arm.filter((_, index) => index % 3 === nth))

const columns = [
  { how: 'hung', spoilt: alone, status: 'late', why: /^probe\.late$/ },
  { how: 'too-slow', spoilt: fives, status: 'late', why: /^probe\.late$/ },
  { how: 403, spoilt: fives, status: 'forbidden', why: /^azure\.forbidden(-own)?$/ },
  { how: 429, spoilt: fives, status: 'failed', why: /^azure\.throttled$/ },
  { how: 500, spoilt: fives, status: 'failed', why: /^azure\.unavailable$/ },
  { how: 'cut', spoilt: fives, status: 'failed', why: /^probe\.unreadable$/ },
  { how: 'other-shape', spoilt: fives, status: 'failed', why: /^probe\.malformed$/ },
] as const

describe.each(columns)('sources that are $how', ({ how, spoilt, status, why }) => {
  it('leave a whole round: those probes are named with the reason and what to do, the others are in', async () => {
    await Promise.all(
      spoilt.map(async (some) => {
        const round = await observe(some, how)

        expect(round.results.map(({ probe }) => probe)).toEqual(ids)
        const failed = round.results.filter(isFailed)
        expect(failed.map(({ probe }) => probe)).toEqual(failingBy(some))
        for (const { probe, failure, ...rest } of failed) {
          expect(rest).toMatchObject({ status, findings: [], source: { readAt: to } })
          expect(failure?.key).toMatch(why)
          expectSaid(round, probe)
        }
        expect(round.verdict.unseen.toSorted()).toEqual(failingBy(some).toSorted())
        // Nobody waits for somebody else's source (L7).
        if (status === 'late') expect(first(round, affectedBy(some).length)).toEqual(without(affectedBy(some)))
      }),
    )
  })
})

const first = ({ arrived }: Round, left: number): readonly string[] => arrived.slice(0, -left).toSorted()
const without = (some: readonly string[]): readonly string[] => ids.filter((id) => !some.includes(id)).toSorted()

it('an app that hangs is seen to hang; one that refuses is seen to refuse', async () => {
  const hung = await observe(['synthetic-request'], 'hung')
  const broken = await observe(['synthetic-request'], 500)

  // The app's own name leads to what answers still.
  expect(visits(hung)).toEqual(['timeout', 'timeout', 503])
  expect(visits(broken)).toEqual([500, 500, 503])
  expect([hung, broken].flatMap(({ verdict }) => verdict.unseen)).toEqual([])
})

const visits = (round: Round) =>
  resultOf(round, 'synthetic-request')?.findings.map((one) => one.kind === 'request' && (one.status ?? one.failure))

/**
 * There may be no events, alerts, changes, deployments, references to secrets, and no diagnostic settings, so that
 * nothing is sent; an app has a state, a plan, metrics, detectors.
 */
const mayBeEmpty = [
  ...['instances', 'processes', 'more-instances', 'slots', 'quotas', 'secret-references', 'log-analytics'],
  ...['service-health', 'alerts', 'activity-log', 'deployments'],
]

it('an empty answer is never taken for "all is well"', async () => {
  await Promise.all(
    fives.map(async (some) => {
      const round = await observe(some, 'empty')

      const failed = failingBy(some).filter((id) => !mayBeEmpty.includes(id))
      expect(round.results.flatMap((result) => (isFailed(result) ? result.probe : []))).toEqual(failed)
      for (const id of failed) expectSaid(round, id)
    }),
  )
})

it('of nothing but empty answers the verdict is that there is not enough evidence', async () => {
  const { results, verdict } = await observe(arm, 'empty')

  expect(results.map(({ probe }) => probe)).toEqual(ids)
  expect(verdict.outcome).toBe('not-enough-evidence')
  expect(verdict.unseen.toSorted()).toEqual(arm.filter((id) => !mayBeEmpty.includes(id)).toSorted())
})

it('with everything hung the card is whole at the deadline, and says of each that it is late', async () => {
  const round = await observe(arm, 'hung')

  for (const id of arm) expectSaid(round, id)
  expect(round.verdict.outcome).not.toBe('nothing-wrong')
})

it('sources that are slow but in time are as good as any', async () => {
  await Promise.all(
    fives.map(async (some) => {
      const round = await observe(some, 'slow')

      expect(round.results.filter(isFailed)).toEqual([])
      expect(round.arrived.slice(-affectedBy(some).length)).toEqual(expect.arrayContaining([...some]))
      expect(round.verdict.unseen).toEqual([])
    }),
  )
})

it('in a real incident, what may not be read is in the journal with its source, and in the verdict', async () => {
  const flow = await createFlow()
  try {
    flow.simulator.configure({ denied: ['Microsoft.Insights/metrics/read'], malformed: ['availabilityStatuses'] })
    await flow.chat.says('ada', 'contoso-web is 503ing')
    await flow.settle()

    const { observation, verdict } = await flow.incident()
    const results = observation?.results ?? []
    expect(results.map(({ probe }) => probe).toSorted()).toEqual(ids.toSorted())
    expect(results.filter(({ source }) => source?.readAt === flow.clock.now())).toHaveLength(ids.length)
    const unseen = ['app-metrics', 'past-metrics', 'plan-metrics', 'resource-health']
    expect(results.flatMap((result) => (isFailed(result) ? result.probe : [])).toSorted()).toEqual(unseen)
    expect(verdict?.unseen.toSorted()).toEqual(unseen)
    expect(verdict?.outcome).not.toBe('nothing-wrong')
    expect(flow.troubles).toEqual([])
  } finally {
    await flow.stop()
  }
})
