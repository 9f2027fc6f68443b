import { messageOf, type TranslatableMessage } from '../../i18n/message.ts'
import type { Instant, MetricFinding } from '../../incident/finding.ts'
import { memoizeByReference } from '../../incident/memoize-by-reference.ts'
import { baselineFindingsOf, metricFindingOf, stateFindingsOf } from '../../incident/read-findings.ts'
import { combineInstances, type KnownPoint, valuesOfPoints } from '../../series/known-points.ts'
import { findClimbs, type RisingTrend } from '../../series/rising-trend.ts'
import type { Indicator } from '../cause-model.ts'
import { roundPercent, toMegabytes, toMinutes } from '../message-figures.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'

const hourInMs = 3_600_000
/** Ours: what climbs for less is seen minute by minute. */
const minClimbInMs = 1.5 * hourInMs
/** Ours: a climb that ended longer ago, as a restart ends it, is not what is wrong now. */
const recentInMs = 12 * hourInMs
/** Ours: memory that never came above this share of the plan's was no trouble, however it grew. */
const pressingPercent = 75
const tightPercent = 85
/** What climbed all day and night long is not the rhythm of a day. */
const longerThanRhythmInMs = 24 * hourInMs
/** Ours: a day's rhythm comes back to where it was at this hour yesterday; a fifth more is growth. */
const rhythmFactor = 1.2

/**
 * Memory climbed for hours, once or again after each restart, as the quarters of an hour of the last two days show it: a
 * slow leak does not show in an hour. What is as high at this hour every day is the day's rhythm.
 */
export const memoryClimbedForHours: Indicator = memoizeByReference((findings: ObservedFindings) => {
  const peak = peakOf(findings)
  if (peak !== undefined && peak < pressingPercent && !isAddressSpaceFull(findings)) return undefined
  const finding = lookBackOnMemory(findings).find(
    (one) => longClimbOf(combineInstances(one), findings.since) !== undefined,
  )
  const climb = finding && longClimbOf(combineInstances(finding), findings.since)
  if (finding === undefined || climb === undefined) return undefined
  const figure = finding.unit === 'bytes' ? toMegabytes : roundPercent
  const args = {
    from: figure(climb.from),
    to: figure(climb.to),
    hours: Math.max(2, Math.round(toMinutes(climb.lastedInMs) / 60)),
    times: climb.times,
  }
  const strength = peak === undefined || peak >= tightPercent || isAddressSpaceFull(findings) ? 1 : 0.7
  return { text: textOf(finding, climb, args), probe: probeOfFinding(findings, finding), strength }
})

/** Ours: a 32-bit process has 2 GB of addresses (4 GB on a 64-bit worker), and throws well before they are used up. */
const addressSpaceTightInBytes = 1.2 * 1024 ** 3

/** However much memory the plan has left. */
const isAddressSpaceFull = (findings: ObservedFindings): boolean => {
  const is32Bit = stateFindingsOf(findings, 'app').some(({ properties }) => properties.use32BitWorkerProcess === true)
  const held = metricFindingOf(findings, 'app', 'PrivateBytes') ?? metricFindingOf(findings, 'app', 'MemoryWorkingSet')
  return (
    is32Bit && held !== undefined && Math.max(0, ...valuesOfPoints(combineInstances(held))) >= addressSpaceTightInBytes
  )
}

const textOf = (
  { unit }: MetricFinding,
  { times }: LongClimb,
  args: Readonly<Record<string, number>>,
): TranslatableMessage => {
  if (unit !== 'bytes') return messageOf('evidence.memory-hours-share', args)
  return messageOf(times > 1 ? 'evidence.memory-hours-again' : 'evidence.memory-hours', args)
}

interface LongClimb {
  readonly from: number
  readonly to: number
  readonly lastedInMs: number
  /** How often it climbed so. */
  readonly times: number
}

/** The last one; what came back after a fall within the two days is no rhythm, as falls are not. */
const longClimbOf = (points: readonly KnownPoint[], since?: Instant): LongClimb | undefined => {
  const climbs = findClimbs(points).filter((climb) => endOf(climb) - climb.startAt >= minClimbInMs)
  const last = climbs.at(-1)
  const newest = points.at(-1)?.[0]
  if (last === undefined || newest === undefined || !isTold(endOf(last), newest, since)) return undefined
  const times = climbs.filter(({ to }) => to >= sameHeightShare * last.to).length
  const lastedInMs = endOf(last) - last.startAt
  const mayBeRhythm = times < 2 && lastedInMs < longerThanRhythmInMs
  if (mayBeRhythm && last.to < rhythmFactor * highestAround(points, endOf(last) - 24 * hourInMs)) return undefined
  return { from: last.from, to: last.to, lastedInMs, times }
}

/** Lately, or until the trouble began: what is full climbs no more. */
const isTold = (end: Instant, newest: Instant, since?: Instant): boolean =>
  newest - end <= recentInMs || (since !== undefined && Math.abs(since - end) <= ledToInMs)

/** Ours: memory that is full is felt within hours. */
const ledToInMs = 3 * hourInMs

/** Ours: teeth of one saw are about as high. */
const sameHeightShare = 0.8

const endOf = ({ points, startAt }: RisingTrend): Instant => points.at(-1)?.[0] ?? startAt

const highestAround = (points: readonly KnownPoint[], at: Instant): number =>
  Math.max(0, ...valuesOfPoints(points.filter(([instant]) => Math.abs(instant - at) <= hourInMs)))

/** What the process holds for itself shows a leak best, as `memory-growth.ts` has it. */
const lookBackOnMemory = (findings: ObservedFindings): readonly MetricFinding[] =>
  (
    [
      ['app', 'PrivateBytes'],
      ['app', 'MemoryWorkingSet'],
      ['plan', 'MemoryPercentage'],
    ] as const
  ).flatMap(([of, metric]) =>
    baselineFindingsOf(findings, of, metric).filter(({ baseline }) => baseline === 'look-back'),
  )

/** The highest that the plan's memory was lately, in percent. */
const peakOf = (findings: ObservedFindings): number | undefined => {
  const finding = baselineFindingsOf(findings, 'plan', 'MemoryPercentage').find(
    ({ baseline }) => baseline === 'look-back',
  )
  const lately = finding && combineInstances(finding).filter(([at]) => at >= findings.window.to - recentInMs)
  return lately === undefined || lately.length === 0 ? undefined : Math.max(...valuesOfPoints(lately))
}
