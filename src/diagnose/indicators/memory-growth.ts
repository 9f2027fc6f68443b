import { messageOf } from '../../i18n/message.ts'
import type { MetricFinding } from '../../incident/finding.ts'
import { memoizeByReference } from '../../incident/memoize-by-reference.ts'
import { metricFindingOf } from '../../incident/read-findings.ts'
import { combineInstances, knownPoints, medianOf, valuesOfPoints } from '../../series/known-points.ts'
import {
  findDrops,
  findRisingTrend,
  growthFactor,
  type RisingTrend,
  riseShareBefore,
  trendStageOf,
} from '../../series/rising-trend.ts'
import type { Indicator, IndicatorHit } from '../cause-model.ts'
import { roundPercent, toMegabytes } from '../message-figures.ts'
import { metricLevelOf } from '../metric-level.ts'
import { probeOfFinding } from '../observed-findings.ts'
import type { ObservedFindings } from '../types.ts'
import { memoryClimbedForHours } from './memory-history.ts'
import { visitorsAffected } from './request-symptoms.ts'

/** Microsoft's baseline alert: a plan's MemoryPercentage above 90. */
export const memoryFullPercent = 90
/** Ours: from here on, if it rose by 15 points, memory is short although the alert has not fired. */
const memoryTightPercent = 80
const clearRiseInPoints = 15
/** Ours: a climb that had this much behind it when the trouble began led to it rather than followed from it. */
const clearLeadShare = 0.4
const someLeadShare = 0.15

/** Memory grew without end: within the hour, or for hours; as the one that says more has it. */
export const memoryRose: Indicator = (findings) =>
  [memoryRoseByMinutes(findings), memoryClimbedForHours(findings)].reduce(
    (best, hit) => ((hit?.strength ?? 0) > (best?.strength ?? 0) ? hit : best),
    undefined,
  )

/** It did so on most instances, and before requests suffered. */
const memoryRoseByMinutes: Indicator = (findings) => {
  const climbs = memoryTrendsOf(findings)
  const largest = climbs?.climbs.toSorted((a, b) => growthFactor(b) - growthFactor(a))[0]
  if (climbs === undefined || largest === undefined || climbs.climbs.length * 2 <= climbs.of) return undefined
  const startAt = Math.min(...climbs.climbs.map((climb) => climb.startAt))
  const args = { from: climbs.figure(largest.from), to: climbs.figure(largest.to), startAt }
  const text = messageOf(climbs.unit === 'bytes' ? 'evidence.memory-climb' : 'evidence.memory-climb-share', args)
  const strength =
    leadStrength(findings, climbs.climbs) *
    sizeStrength(largest) *
    (climbs.climbs.every(({ restarted }) => restarted) ? 0.5 : 1)
  return { text, probe: climbs.probe, strength }
}

/** Memory that fills only once requests pile up is an effect: it says little about the cause. */
const leadStrength = (findings: ObservedFindings, climbs: readonly RisingTrend[]): number => {
  const lead = leadOf(findings, climbs)
  return lead >= clearLeadShare ? 1 : lead >= someLeadShare ? 0.6 : 0.2
}

/** 0…1: how much of the climb was there before the trouble; all of it where nobody suffers. */
const leadOf = ({ since }: ObservedFindings, climbs: readonly RisingTrend[]): number =>
  since === undefined ? 1 : (medianOf(climbs.map((climb) => riseShareBefore(climb, since))) ?? 0)

/** Memory rose, but not before the trouble began, and not until it was full. */
export const memoryRoseAfterOnset: Indicator = (findings) => {
  const { since } = findings
  const climbs = memoryTrendsOf(findings)
  if (since === undefined || climbs === undefined || climbs.climbs.length === 0) return undefined
  if (memoryClimbedForHours(findings) !== undefined) return undefined
  if (leadOf(findings, climbs.climbs) >= someLeadShare || memoryHigh(findings) !== undefined) return undefined
  return { text: messageOf('evidence.memory-followed', { sinceAt: since }), probe: climbs.probe, strength: 1 }
}

/** A climb by half is not a cache that warms up (ours). */
const sizeStrength = (climb: RisingTrend): number => (growthFactor(climb) >= 1.5 ? 1 : 0.8)

/**
 * The plan's memory was (nearly) full at its highest of the last twenty minutes: a restart may have emptied it since.
 * Memory that was full all along did not begin the trouble by itself.
 */
export const memoryHigh: Indicator = (findings) => {
  const finding = metricFindingOf(findings, 'plan', 'MemoryPercentage')
  const level = metricLevelOf(findings, 'plan', 'MemoryPercentage')
  if (finding === undefined || level === undefined) return undefined
  const peak = peakOf(findings, finding)
  if (level.now <= memoryTightPercent && visitorsAffected(findings) === undefined) return undefined
  const rose = level.before !== undefined && peak - level.before >= clearRiseInPoints
  if (peak > memoryFullPercent) return highOf(peak, level.probe, rose ? 1 : 0.6)
  return peak > memoryTightPercent && rose ? highOf(peak, level.probe, 0.6) : undefined
}

const highOf = (peak: number, probe: string, strength: number): IndicatorHit => ({
  text: messageOf('evidence.memory-high', { peak: roundPercent(peak) }),
  probe,
  strength,
})

/** Of the instance that went highest; the median of three minutes, so that one odd minute is no peak. */
const peakOf = (findings: ObservedFindings, finding: MetricFinding): number =>
  Math.max(
    0,
    ...finding.series.flatMap(({ points }) => {
      const values = valuesOfPoints(knownPoints(points).filter(([at]) => at >= findings.window.to - 20 * 60_000))
      return values.map((_, index) => medianOf(values.slice(Math.max(0, index - 2), index + 1)) ?? 0)
    }),
  )

/** Memory fell at once after a climb: a worker process was ended and began anew. */
export const memoryDropped: Indicator = (findings) => {
  const found = memoryOf(findings)
  const fell = found?.series.filter(({ points }) => {
    const climb = findRisingTrend(knownPoints(points))
    return climb !== undefined && findDrops(knownPoints(points)).some((at) => at > climb.startAt)
  })
  if (found === undefined || fell === undefined || fell.length === 0) return undefined
  return {
    text: messageOf('evidence.memory-fell', { count: fell.length }),
    probe: probeOfFinding(findings, found),
    strength: 1,
  }
}

export const memorySteady: Indicator = (findings) => {
  const climbs = memoryTrendsOf(findings)
  if (climbs === undefined || climbs.climbs.length > 0 || memoryHigh(findings) !== undefined) return undefined
  if (memoryClimbedForHours(findings) !== undefined) return undefined
  const level = metricLevelOf(findings, 'plan', 'MemoryPercentage')
  const text =
    level === undefined
      ? messageOf('evidence.memory-steady')
      : messageOf('evidence.memory-steady-at', { now: roundPercent(level.now) })
  return { text, probe: level?.probe ?? climbs.probe, strength: 1 }
}

/** This app holds as much as before (a sixth more is warmth; ours): what filled the plan is somebody else's. */
export const ownMemoryFlat: Indicator = (findings) => {
  const finding = memoryOf(findings)
  if (finding === undefined || finding.of !== 'app') return undefined
  const values = valuesOfPoints(combineInstances(finding))
  const [before, now] = [medianOf(values.slice(0, 15)), medianOf(values.slice(-5))]
  if (values.length < 20 || before === undefined || now === undefined) return undefined
  // A process that ended since has given back what it held.
  if (values.some((value) => value > before * 1.17)) return undefined
  const args = { before: toMegabytes(before), now: toMegabytes(now) }
  return { text: messageOf('evidence.memory-own-flat', args), probe: probeOfFinding(findings, finding), strength: 1 }
}

/** Memory rose on fewer than half of the instances: the instance, not the app. */
export const memoryRoseOnFewInstances: Indicator = (findings) => {
  const climbs = memoryTrendsOf(findings)
  if (climbs === undefined || climbs.climbs.length === 0 || climbs.climbs.length * 2 > climbs.of) return undefined
  const args = { count: climbs.climbs.length, of: climbs.of }
  return { text: messageOf('evidence.memory-climb-few', args), probe: climbs.probe, strength: 1 }
}

interface MemoryTrends {
  readonly climbs: readonly (RisingTrend & { readonly restarted: boolean })[]
  /** Instances looked at. */
  readonly of: number
  readonly unit: MetricFinding['unit']
  readonly figure: (value: number) => number
  readonly probe: string
}

/** A leak that a restart has emptied and that nobody feels any more is past; at first that can't be told. */
const memoryTrendsOf = memoizeByReference((findings: ObservedFindings): MemoryTrends | undefined => {
  const finding = memoryOf(findings)
  if (finding === undefined) return undefined
  const series = finding.series.map(({ points }) => knownPoints(points)).filter((points) => points.length > 0)
  const isCalm = visitorsAffected(findings) === undefined
  return {
    climbs: series.flatMap((points) => {
      const climb = findRisingTrend(points)
      const stage = climb && (isCalm ? trendStageOf(climb, points) : 'rising')
      return climb === undefined || stage === 'over' ? [] : [{ ...climb, restarted: stage === 'restarted' }]
    }),
    of: series.length,
    unit: finding.unit,
    figure: finding.unit === 'bytes' ? toMegabytes : roundPercent,
    probe: probeOfFinding(findings, finding),
  }
})

/** What the process holds for itself shows a leak best; the plan's share is what is left where the app was not seen. */
const memoryOf = (findings: ObservedFindings): MetricFinding | undefined =>
  [
    metricFindingOf(findings, 'app', 'PrivateBytes'),
    metricFindingOf(findings, 'app', 'MemoryWorkingSet'),
    metricFindingOf(findings, 'app', 'AverageMemoryWorkingSet'),
    metricFindingOf(findings, 'plan', 'MemoryPercentage'),
  ].find((finding) => finding !== undefined && combineInstances(finding).length > 0)
