import { messageOf } from '../../i18n/message.ts'
import type { ChangeFinding, ChangeType, Instant, StateFinding } from '../../incident/finding.ts'
import { findingsOfKind, metricFindingOf, stateFindingsOf } from '../../incident/read-findings.ts'
import { averageOf, combineInstances, type KnownPoint, valuesOfPoints } from '../../series/known-points.ts'
import { allOf, anyOf, type Indicator } from '../cause-model.ts'
import { lastingSymptom } from '../lasting-symptom.ts'
import { roundAmount, toMinutes } from '../message-figures.ts'
import { levelPerInstanceOf, ratioToBefore } from '../metric-level.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { cpuHighEverywhere } from './cpu.ts'
import { anyInstanceStandsOut, outlierInstanceOf } from './instance-comparison.ts'
import { responseTimeUp, serverErrorsHigh, syntheticRequestFailed } from './request-symptoms.ts'
import { maxLeadInMs, onsetToleranceInMs } from './suspected-changes.ts'
import { isNewWorker, workersNew } from './worker-change.ts'

const minuteInMs = 60_000
/** Ours: a process that began this long before is not what visitors still wait for. */
const startLeadInMs = 5 * minuteInMs

const startOf = ({ properties: { startedAt } }: StateFinding): Instant | undefined =>
  typeof startedAt === 'number' ? startedAt : undefined

/** Most processes that tell are as old as the trouble. */
const processesBeganThen: Indicator = (findings) => {
  const { since } = findings
  const told = stateFindingsOf(findings, 'instance').filter((one) => startOf(one) !== undefined)
  const anew = told.filter((one) => {
    const at = startOf(one) ?? 0
    return since !== undefined && at >= since - startLeadInMs && at <= since + onsetToleranceInMs
  })
  const [first] = anew
  if (first === undefined || anew.length * 2 < told.length) return undefined
  const args = { count: anew.length, of: told.length, startedAt: startOf(first) ?? 0 }
  return { text: messageOf('evidence.began-with-it', args), probe: probeOfFinding(findings, first), strength: 1 }
}

/** What has an app, or a new instance of it, begin anew. */
const startingChanges: ReadonlySet<ChangeType> = new Set([
  'deployment',
  'swap',
  'configuration',
  'restart',
  'start',
  'scale',
])

interface Start {
  readonly change: ChangeFinding
  /** The first symptom that it came right before. */
  readonly onset: Instant
}

/** Every process that tells is older than the change to the app: it started none. */
const isUntouched = (findings: ObservedFindings, { change, at }: ChangeFinding): boolean => {
  const starts = stateFindingsOf(findings, 'instance').flatMap((one) => startOf(one) ?? [])
  // A new instance need not have told yet, and what a swap brings had begun before.
  if (change === 'scale' || change === 'swap') return false
  return starts.length > 0 && starts.every((startedAt) => startedAt < at - minuteInMs)
}

/** The latest of them; a minute that was slow by chance may pass for the first, so what any symptom followed counts. */
const startOfTrouble = (findings: ObservedFindings): Start | undefined =>
  findingsOfKind(findings, 'change')
    .filter(({ change, status }) => startingChanges.has(change) && status !== 'failed')
    .flatMap((change) => {
      const onset = findings.onsets.find(
        (one) => change.at <= one + onsetToleranceInMs && one - change.at <= maxLeadInMs,
      )
      return onset === undefined ? [] : [{ change, onset }]
    })
    .at(-1)

/** When what may be a warm-up began. */
const begunAtOf = (findings: ObservedFindings): Instant | undefined => startOfTrouble(findings)?.onset ?? findings.since

/** Somebody (or a rule) did what starts processes, of the app or its plan. */
const startCausedThen: Indicator = (findings) => {
  const change = startOfTrouble(findings)?.change
  if (change === undefined || isUntouched(findings, change)) return undefined
  const args = { change: change.change, changedAt: change.at }
  return { text: messageOf('evidence.start-caused', args), probe: probeOfFinding(findings, change), strength: 0.8 }
}

/** The trouble began as the processes did. */
export const beganWithStart: Indicator = anyOf(processesBeganThen, workersNew, startCausedThen)

/** Ours: with fewer minutes a course has no shape. */
const minCourseMinutes = 5
/** Ours: what is not warm by then is not warming up. */
const longestWarmUpInMs = 45 * minuteInMs
/** Ours: of what it was at first, so much may be left for it to be fading, and so much says that it is not. */
const fadedShare = 0.45
/** Of what has ended by itself since, its end says the rest. */
const fadedShareOfPast = 0.7
const unfadedShare = 0.7
/** Kendall's tau: three of four pairs of minutes fall. */
const minFallingTau = 0.5

/** What visitors feel beyond the usual, minute by minute since the start; the worst that lasts, of two kinds. */
const coursesOf = (findings: ObservedFindings): readonly (readonly KnownPoint[])[] => {
  const since = begunAtOf(findings)
  if (since === undefined) return []
  const within = (points: readonly KnownPoint[]) =>
    points.filter(([at]) => at >= since && at < since + longestWarmUpInMs + minuteInMs)
  const requests = metricFindingOf(findings, 'app', 'Requests')
  const errors = metricFindingOf(findings, 'app', 'Http5xx')
  const times = metricFindingOf(findings, 'app', 'HttpResponseTime')
  const isSlow = responseTimeUp(findings) !== undefined
  const isFailing = serverErrorsHigh(findings) !== undefined
  const usual = lastingSymptom(findings, 'slow')?.usual ?? 0
  const asked = new Map(requests === undefined ? [] : combineInstances(requests))
  return [
    ...(isSlow && times !== undefined
      ? [within(combineInstances(times)).map(([at, value]) => [at, Math.max(0, value - usual)] as const)]
      : []),
    ...(isFailing && errors !== undefined
      ? [
          within(combineInstances(errors)).map(
            ([at, value]) => [at, value / Math.max(value, asked.get(at) ?? 0, 1)] as const,
          ),
        ]
      : []),
  ]
}

interface Fading {
  /** Of the first minutes and of the last. */
  readonly early: number
  readonly late: number
  readonly minutes: number
  readonly tau: number
}

/** From its worst minute on, which has to be among the first. */
const fadingOf = (course: readonly KnownPoint[]): Fading | undefined => {
  const values = valuesOfPoints(course)
  const worst = values.indexOf(Math.max(...values))
  const rest = values.slice(worst)
  if (rest.length < minCourseMinutes || worst > Math.max(3, values.length / 3)) return undefined
  const few = Math.max(2, Math.floor(rest.length / 4))
  const pairs = (rest.length * (rest.length - 1)) / 2
  const signs = rest.flatMap((value, index) => rest.slice(index + 1).map((later) => Math.sign(value - later)))
  return {
    early: averageOf(rest.slice(0, few)) ?? 0,
    late: averageOf(rest.slice(-few)) ?? 0,
    minutes: values.length,
    tau: signs.reduce((sum, sign) => sum + sign, 0) / pairs,
  }
}

const lastedInMs = (findings: ObservedFindings): number => {
  const { until, window } = findings
  return (until ?? window.to) - (begunAtOf(findings) ?? window.to)
}

/** Everything that visitors feel was worst at first and fades by itself, as of a process that gets warm. */
export const fadesAway: Indicator = (findings) => {
  const courses = coursesOf(findings).map(fadingOf)
  const [first] = courses
  const most = endedByItself(findings) === undefined ? fadedShare : fadedShareOfPast
  const isFading = (one: Fading | undefined): boolean =>
    one !== undefined && one.late <= most * one.early && one.tau >= minFallingTau
  if (first === undefined || !courses.every(isFading) || lastedInMs(findings) > longestWarmUpInMs) return undefined
  const share = Math.round((100 * first.late) / first.early)
  const args = { minutes: toMinutes(lastedInMs(findings)), share }
  return { text: messageOf('evidence.fades', args), probe: 'app-metrics', strength: first.minutes >= 7 ? 1 : 0.8 }
}

/** Ours: a process that starts needs these minutes before its course tells anything. */
const tellsAfterInMs = 10 * minuteInMs

/** It is as bad as at first, though the processes have had time to get warm. */
export const doesNotFade: Indicator = (findings) => {
  if (lastedInMs(findings) < tellsAfterInMs) return undefined
  const since = begunAtOf(findings) ?? 0
  const unfaded = coursesOf(findings).some((course) => {
    const values = valuesOfPoints(course.filter(([at]) => at >= since))
    const few = Math.max(3, Math.floor(values.length / 4))
    const early = averageOf(values.slice(0, few)) ?? 0
    return values.length >= minCourseMinutes + 3 && (averageOf(values.slice(-few)) ?? 0) >= unfadedShare * early
  })
  if (!unfaded) return undefined
  const args = { minutes: toMinutes(lastedInMs(findings)) }
  return { text: messageOf('evidence.does-not-fade', args), probe: 'app-metrics', strength: 1 }
}

/** Processes that began with the trouble, which fades: they get warm. Against every cause that lasts. */
export const warmsUp: Indicator = allOf(fadesAway, beganWithStart)

/** Ours: a process that compiles and fills its caches takes this much more CPU at first than later. */
const minFirstCpuFactor = 1.3

/** CPU was high in the first minutes after the start alone. */
export const cpuHighAtFirst: Indicator = (findings) => {
  const since = begunAtOf(findings)
  const finding = metricFindingOf(findings, 'app', 'CpuTime')
  if (since === undefined || finding === undefined || lastedInMs(findings) > longestWarmUpInMs) return undefined
  const points = combineInstances(finding)
  const after = valuesOfPoints(points.filter(([at]) => at >= since - minuteInMs))
  if (after.length < minCourseMinutes) return undefined
  const few = Math.max(2, Math.floor(after.length / 3))
  const first = averageOf(after.slice(0, few)) ?? 0
  const last = averageOf(after.slice(-few)) ?? 0
  const before = averageOf(valuesOfPoints(points.filter(([at]) => at < since - startLeadInMs))) ?? last
  if (first < minFirstCpuFactor * Math.max(last, before)) return undefined
  const args = { first: roundAmount(first), last: roundAmount(last) }
  return { text: messageOf('evidence.cpu-at-first', args), probe: probeOfFinding(findings, finding), strength: 1 }
}

/** Of a trouble that is over: nobody did anything about it. */
export const endedByItself: Indicator = (findings) => {
  const { since, until } = findings
  if (since === undefined || until === undefined || endedByHand(findings) !== undefined) return undefined
  const args = { minutes: toMinutes(until - since) }
  return { text: messageOf('evidence.ended-by-itself', args), probe: 'app-metrics', strength: 1 }
}

/** Somebody did something between its first minutes and its end. */
export const endedByHand: Indicator = (findings) => {
  const { until, window } = findings
  const since = begunAtOf(findings)
  if (since === undefined) return undefined
  const change = findingsOfKind(findings, 'change').find(
    ({ change: kind, at, status }) =>
      kind !== 'other' && status !== 'failed' && at > since + onsetToleranceInMs && at <= (until ?? window.to),
  )
  if (change === undefined) return undefined
  const args = { change: change.change, changedAt: change.at }
  return { text: messageOf('evidence.changed-meanwhile', args), probe: probeOfFinding(findings, change), strength: 1 }
}

/** Ours: so young, with a start behind it and CPU up, a process may still be compiling. */
const stillStartingInMs = 12 * minuteInMs

/** Ours: a fifth more CPU than before, for as long as it compiles and fills its caches. */
const minBusierFactor = 1.2

/** Busier than more requests would make it: a surge has nothing to do with how young a process is. */
const isBusierThanBefore = (findings: ObservedFindings): boolean => {
  const level = levelPerInstanceOf(findings, 'app', 'CpuTime')
  const requests = levelPerInstanceOf(findings, 'app', 'Requests')
  const surge = Math.max(1, requests === undefined ? 1 : (ratioToBefore(requests, 1) ?? 1))
  const ratio = level === undefined ? undefined : ratioToBefore(level, 1)
  return ratio === undefined ? cpuHighEverywhere(findings) !== undefined : ratio >= minBusierFactor * surge
}

/** The instance that stands out has only just begun: whether it is ill or merely cold can't be told yet. */
export const newWorkerStandsOut: Indicator = (findings) => {
  const instance = outlierInstanceOf(findings)
  const hit = anyInstanceStandsOut(findings)
  if (instance === undefined || hit === undefined || !isNewWorker(findings, instance)) return undefined
  if (lastedInMs(findings) > tellsAfterInMs) return undefined
  return { text: messageOf('evidence.new-worker-stands-out', { instance }), probe: hit.probe, strength: 1 }
}

/**
 * Too early to tell: the processes have only just begun and answers are slow, as while they get warm. CPU is up by that,
 * or nothing fails so far.
 */
export const stillStarting: Indicator = (findings) => {
  if (findings.until !== undefined) return undefined
  const start = beganWithStart(findings)
  const isSlowOnly = (serverErrorsHigh(findings) ?? syntheticRequestFailed(findings)) === undefined
  if (lastedInMs(findings) > stillStartingInMs || start === undefined) return undefined
  if (responseTimeUp(findings) === undefined) return undefined
  if (!isBusierThanBefore(findings) && !isSlowOnly) return undefined
  const args = { minutes: toMinutes(lastedInMs(findings)) }
  return { text: messageOf('evidence.still-starting', args), probe: start.probe, strength: 1 }
}
