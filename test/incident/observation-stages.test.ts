import { describe, expect, it } from 'vitest'
import { decide } from '../../src/incident/decide/index.ts'
import type { EventPayload, IncidentEvent } from '../../src/incident/event.ts'
import { foldEvents } from '../../src/incident/evolve.ts'
import type { ProbeResult } from '../../src/incident/finding.ts'
import type { Incident } from '../../src/incident/incident.ts'
import { isObservationRunning, resultsOfStage } from '../../src/incident/observation-stages.ts'
import { pendingEffects } from '../../src/incident/pending-effects.ts'
import { findSuggestedStep, suggestedStepToken } from '../../src/incident/suggested-steps.ts'
import type { Verdict } from '../../src/incident/verdict.ts'
import { app, person, place, start } from './story.ts'

const window = { from: start - 3_600_000, to: start }
const opening: readonly EventPayload[] = [
  {
    type: 'IncidentOpened',
    incident: 'INC-1',
    by: person('ada'),
    place,
    text: 'contoso-web is down',
    symptom: 'outage',
    codes: [],
    language: 'en',
  },
  { type: 'AppChosen', app },
]
const inTwoStages: EventPayload = {
  type: 'ObservationStarted',
  round: 1,
  window,
  probes: ['slots', 'app-state', 'app-metrics'],
  afterVerdict: ['slots'],
}
const result = (probe: string): ProbeResult => ({ probe, status: 'ok', findings: [] })
const finished = (probe: string): EventPayload => ({ type: 'ProbeFinished', round: 1, result: result(probe) })
const restartAdvised = (...steps: readonly string[]): Verdict => ({
  at: start,
  outcome: 'cause',
  causes: [
    {
      cause: 'hung',
      confidence: 0.8,
      evidence: [],
      against: [],
      steps: steps.map((step) => ({ step, args: {}, why: { key: 'x' } })),
    },
  ],
  unseen: [],
})
const reached = (verdict: Verdict, stage?: 'first'): EventPayload => ({
  type: 'VerdictReached',
  round: 1,
  verdict,
  ...(stage === undefined ? {} : { stage }),
})

const given = (...payloads: readonly EventPayload[]): Incident => {
  const events: readonly IncidentEvent[] = [...opening, ...payloads].map((event) => ({ at: start, ...event }))
  const incident = foldEvents(events)
  if (incident === undefined) throw new Error('no incident')
  return incident
}
const due = (incident: Incident): readonly string[] =>
  pendingEffects(incident)
    .map(({ key }) => key)
    .filter((key) => /^(observe|conclude)/.test(key))
const concluded = (incident: Incident, stage: 'first' | 'whole'): readonly string[] =>
  decide({ type: 'Conclude', round: 1, stage, verdict: restartAdvised('restart') }, incident, {
    now: start,
    policy: undefined,
    steps: [],
  }).map(({ type }) => type)

describe('a look in two stages', () => {
  const none = given(inTwoStages)
  const firstIn = given(inTwoStages, finished('app-metrics'), finished('app-state'))
  const weighed = given(
    inTwoStages,
    finished('app-metrics'),
    finished('app-state'),
    reached(restartAdvised('restart'), 'first'),
  )
  const allIn = given(
    inTwoStages,
    finished('app-metrics'),
    finished('app-state'),
    reached(restartAdvised('restart'), 'first'),
    finished('slots'),
  )

  it('weighs what the first verdict waits for, and goes on looking', () => {
    expect(due(none)).toEqual(['observe:1'])
    expect(isObservationRunning(none)).toBe(true)
    expect(due(firstIn)).toEqual(['observe:1', 'conclude:1:first'])
    expect(isObservationRunning(firstIn)).toBe(false)
    expect(due(weighed)).toEqual(['observe:1'])
  })

  it('is weighed again in the same round when the rest is in, and then no more', () => {
    expect(due(allIn)).toEqual(['conclude:1:whole'])
    expect(concluded(allIn, 'whole')).toEqual(['VerdictReached'])
    const whole = given(inTwoStages, ...['app-metrics', 'app-state', 'slots'].map(finished), reached(restartAdvised()))
    expect(due(whole)).toEqual([])
    expect(concluded(whole, 'whole')).toEqual([])
  })

  it('needs no first verdict where the rest is in before it', () => {
    const early = given(inTwoStages, finished('app-metrics'), finished('app-state'), finished('slots'))

    expect(due(early)).toEqual(['conclude:1:whole'])
    expect(concluded(early, 'first')).toEqual([])
  })

  it('is not weighed before the first stage is in, nor twice', () => {
    expect(concluded(none, 'first')).toEqual([])
    expect(concluded(weighed, 'first')).toEqual([])
    expect(concluded(weighed, 'whole')).toEqual([])
  })

  it('draws a first verdict from the first stage alone, whatever else is in', () => {
    const { observation } = given(inTwoStages, finished('slots'), finished('app-metrics'), finished('app-state'))
    if (observation === undefined) throw new Error('no look')
    const probesOf = (stage: 'first' | 'whole') => resultsOfStage(observation, stage).map(({ probe }) => probe)

    expect(probesOf('first')).toEqual(['app-state', 'app-metrics'])
    expect(probesOf('whole')).toEqual(['slots', 'app-state', 'app-metrics'])
  })

  it('takes a click on the first verdict’s step for that step, wherever it then stands', () => {
    const token = suggestedStepToken(weighed, 0)
    const revised = (...steps: readonly string[]) => given(inTwoStages, reached(restartAdvised(...steps)))

    expect(findSuggestedStep(weighed, token)).toMatchObject({ step: 'restart' })
    expect(findSuggestedStep(revised('scale-out', 'restart'), token)).toMatchObject({ step: 'restart' })
    expect(findSuggestedStep(revised('scale-out'), token)).toBe('stale')
  })
})

describe('a look of a former version', () => {
  const former: EventPayload = { type: 'ObservationStarted', round: 1, window, probes: ['app-state', 'slots'] }

  it('has one stage, whose verdict is whole', () => {
    expect(due(given(former, finished('app-state')))).toEqual(['observe:1'])
    expect(due(given(former, finished('app-state'), finished('slots')))).toEqual(['conclude:1:whole'])
    const over = given(former, finished('app-state'), finished('slots'), reached(restartAdvised('restart')))
    expect(due(over)).toEqual([])
    expect(suggestedStepToken(over, 0)).toBe('INC-1/1/0')
  })
})
