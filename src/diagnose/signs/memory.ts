import type { MetricFinding } from '../../incident/finding.ts'
import { phrase } from '../../incident/phrase.ts'
import { type Climb, climbOf, fallsIn, growth, shareBy, stageOf } from '../climb.ts'
import { megabytes, percent } from '../figures.ts'
import { levelOf } from '../level.ts'
import { remember } from '../remember.ts'
import { metricOf, probeOf } from '../seen.ts'
import { known, median, overall, valuesOf } from '../series.ts'
import type { Seen } from '../types.ts'
import type { Said, Sign } from '../weighing.ts'
import { suffers } from './requests.ts'

/** Microsoft's baseline alert: a plan's MemoryPercentage above 90. */
export const memoryFull = 90
/** Ours: from here on, if it rose by 15 points, memory is short although the alert has not fired. */
const memoryTight = 80
const clearRise = 15
/** Ours: a climb that had this much behind it when the trouble began led to it rather than followed from it. */
const clearLead = 0.4
const someLead = 0.15

/** Memory grew without end on most instances, and did so before requests suffered. */
export const memoryClimbed: Sign = (seen) => {
  const climbs = climbsOf(seen)
  const largest = climbs?.climbs.toSorted((a, b) => growth(b) - growth(a))[0]
  if (climbs === undefined || largest === undefined || climbs.climbs.length * 2 <= climbs.of) return undefined
  const startAt = Math.min(...climbs.climbs.map((climb) => climb.startAt))
  const args = { from: climbs.figure(largest.from), to: climbs.figure(largest.to), startAt }
  const text = phrase(climbs.unit === 'bytes' ? 'evidence.memory-climb' : 'evidence.memory-climb-share', args)
  const strength =
    ledBy(seen, climbs.climbs) * sizeOf(largest) * (climbs.climbs.every(({ restarted }) => restarted) ? 0.5 : 1)
  return { text, probe: climbs.probe, strength }
}

/** Memory that fills only once requests pile up is an effect: it says little about the cause. */
const ledBy = (seen: Seen, climbs: readonly Climb[]): number => {
  const lead = leadOf(seen, climbs)
  return lead >= clearLead ? 1 : lead >= someLead ? 0.6 : 0.2
}

/** 0…1: how much of the climb was there before the trouble; all of it where nobody suffers. */
const leadOf = ({ since }: Seen, climbs: readonly Climb[]): number =>
  since === undefined ? 1 : (median(climbs.map((climb) => shareBy(climb, since))) ?? 0)

/** Memory rose, but not before the trouble began, and not until it was full. */
export const memoryFollowed: Sign = (seen) => {
  const { since } = seen
  const climbs = climbsOf(seen)
  if (since === undefined || climbs === undefined || climbs.climbs.length === 0) return undefined
  if (leadOf(seen, climbs.climbs) >= someLead || memoryHigh(seen) !== undefined) return undefined
  return { text: phrase('evidence.memory-followed', { sinceAt: since }), probe: climbs.probe, strength: 1 }
}

/** A climb by half is not a cache that warms up (ours). */
const sizeOf = (climb: Climb): number => (growth(climb) >= 1.5 ? 1 : 0.8)

/**
 * The plan's memory was (nearly) full at its highest of the last twenty minutes: a restart may have emptied it since.
 * Memory that was full all along did not begin the trouble by itself.
 */
export const memoryHigh: Sign = (seen) => {
  const finding = metricOf(seen, 'plan', 'MemoryPercentage')
  const level = levelOf(seen, 'plan', 'MemoryPercentage')
  if (finding === undefined || level === undefined) return undefined
  const peak = peakOf(seen, finding)
  if (level.now <= memoryTight && suffers(seen) === undefined) return undefined
  const rose = level.before !== undefined && peak - level.before >= clearRise
  if (peak > memoryFull) return highOf(peak, level.probe, rose ? 1 : 0.6)
  return peak > memoryTight && rose ? highOf(peak, level.probe, 0.6) : undefined
}

const highOf = (peak: number, probe: string, strength: number): Said => ({
  text: phrase('evidence.memory-high', { peak: percent(peak) }),
  probe,
  strength,
})

/** Of the instance that went highest; the median of three minutes, so that one odd minute is no peak. */
const peakOf = (seen: Seen, finding: MetricFinding): number =>
  Math.max(
    0,
    ...finding.series.flatMap(({ points }) => {
      const values = valuesOf(known(points).filter(([at]) => at >= seen.window.to - 20 * 60_000))
      return values.map((_, index) => median(values.slice(Math.max(0, index - 2), index + 1)) ?? 0)
    }),
  )

/** Memory fell at once after a climb: a worker process was ended and began anew. */
export const memoryFell: Sign = (seen) => {
  const found = memoryOf(seen)
  const fell = found?.series.filter(({ points }) => {
    const climb = climbOf(known(points))
    return climb !== undefined && fallsIn(known(points)).some((at) => at > climb.startAt)
  })
  if (found === undefined || fell === undefined || fell.length === 0) return undefined
  return { text: phrase('evidence.memory-fell', { count: fell.length }), probe: probeOf(seen, found), strength: 1 }
}

export const memorySteady: Sign = (seen) => {
  const climbs = climbsOf(seen)
  if (climbs === undefined || climbs.climbs.length > 0 || memoryHigh(seen) !== undefined) return undefined
  const level = levelOf(seen, 'plan', 'MemoryPercentage')
  const text =
    level === undefined
      ? phrase('evidence.memory-steady')
      : phrase('evidence.memory-steady-at', { now: percent(level.now) })
  return { text, probe: level?.probe ?? climbs.probe, strength: 1 }
}

/** This app holds as much as before (a sixth more is warmth; ours): what filled the plan is somebody else's. */
export const ownMemoryFlat: Sign = (seen) => {
  const finding = memoryOf(seen)
  if (finding === undefined || finding.of !== 'app') return undefined
  const values = valuesOf(overall(finding))
  const [before, now] = [median(values.slice(0, 15)), median(values.slice(-5))]
  if (values.length < 20 || before === undefined || now === undefined) return undefined
  // A process that ended since has given back what it held.
  if (values.some((value) => value > before * 1.17)) return undefined
  const args = { before: megabytes(before), now: megabytes(now) }
  return { text: phrase('evidence.memory-own-flat', args), probe: probeOf(seen, finding), strength: 1 }
}

/** Memory rose on fewer than half of the instances: the instance, not the app. */
export const memoryClimbedOnFew: Sign = (seen) => {
  const climbs = climbsOf(seen)
  if (climbs === undefined || climbs.climbs.length === 0 || climbs.climbs.length * 2 > climbs.of) return undefined
  const args = { count: climbs.climbs.length, of: climbs.of }
  return { text: phrase('evidence.memory-climb-few', args), probe: climbs.probe, strength: 1 }
}

interface Climbs {
  readonly climbs: readonly (Climb & { readonly restarted: boolean })[]
  /** Instances looked at. */
  readonly of: number
  readonly unit: MetricFinding['unit']
  readonly figure: (value: number) => number
  readonly probe: string
}

/** A leak that a restart has emptied and that nobody feels any more is past; at first that can't be told. */
const climbsOf = remember((seen: Seen): Climbs | undefined => {
  const finding = memoryOf(seen)
  if (finding === undefined) return undefined
  const series = finding.series.map(({ points }) => known(points)).filter((points) => points.length > 0)
  const isCalm = suffers(seen) === undefined
  return {
    climbs: series.flatMap((points) => {
      const climb = climbOf(points)
      const stage = climb && (isCalm ? stageOf(climb, points) : 'rising')
      return climb === undefined || stage === 'over' ? [] : [{ ...climb, restarted: stage === 'restarted' }]
    }),
    of: series.length,
    unit: finding.unit,
    figure: finding.unit === 'bytes' ? megabytes : percent,
    probe: probeOf(seen, finding),
  }
})

/** What the process holds for itself shows a leak best; the plan's share is what is left where the app was not seen. */
const memoryOf = (seen: Seen): MetricFinding | undefined =>
  [
    metricOf(seen, 'app', 'PrivateBytes'),
    metricOf(seen, 'app', 'MemoryWorkingSet'),
    metricOf(seen, 'app', 'AverageMemoryWorkingSet'),
    metricOf(seen, 'plan', 'MemoryPercentage'),
  ].find((finding) => finding !== undefined && overall(finding).length > 0)
