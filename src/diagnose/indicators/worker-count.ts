import { messageOf } from '../../i18n/message.ts'
import type { ChangeFinding, Instant, MetricFinding } from '../../incident/finding.ts'
import { memoizeByReference } from '../../incident/memoize-by-reference.ts'
import { findingsOfKind, metricFindingOf, stateFindingsOf } from '../../incident/read-findings.ts'
import { type WorkerLevel, workerLevelsOf } from '../../series/worker-levels.ts'
import type { Indicator } from '../cause-model.ts'
import { roundAmount, toMinutes } from '../message-figures.ts'
import { levelPerInstanceOf, metricLevelOf } from '../metric-level.ts'
import { probeOfFinding } from '../observed-findings.ts'
import { hasLeft, seenWorkersOf } from '../seen-workers.ts'
import type { ObservedFindings } from '../types.ts'

/** Ours: who is left runs full within minutes; what began later began by itself. */
const maxLeadInMs = 15 * 60_000
/** A metric's minute begins before what happened in it, and an onset is found up to two minutes early. */
const toleranceInMs = 3 * 60_000
/** Ours: so far back from the removal is looked for what stood. */
const stoodWithinInMs = 45 * 60_000
/** Ours: shorter, it came and went. */
const minStoodInMs = 10 * 60_000

/** The plan's own figures where they split by instance: they come from workers that the app does not use, too. */
const splitFindingOf = (findings: ObservedFindings): MetricFinding | undefined =>
  [
    metricFindingOf(findings, 'plan', 'CpuPercentage'),
    metricFindingOf(findings, 'app', 'CpuTime'),
    metricFindingOf(findings, 'app', 'Requests'),
  ].find((finding) => finding !== undefined && workerLevelsOf(finding).length > 0)

export const workerLevelsIn = memoizeByReference((findings: ObservedFindings): readonly WorkerLevel[] => {
  const finding = splitFindingOf(findings)
  return finding === undefined ? [] : workerLevelsOf(finding, workersNowOf(findings))
})

/** As the plan says it; of a time that is past it says nothing. */
const workersNowOf = (findings: ObservedFindings): number | undefined => {
  if (findings.until !== undefined) return undefined
  const { workers } = stateFindingsOf(findings, 'plan')[0]?.properties ?? {}
  return typeof workers === 'number' ? workers : undefined
}

export const workersProbeOf = (findings: ObservedFindings): string => {
  const finding = splitFindingOf(findings)
  return finding === undefined ? '' : probeOfFinding(findings, finding)
}

export interface RemovedWorkers {
  /** How many stood before. */
  readonly before: number
  readonly now: number
  readonly at: Instant
}

/** Workers that went away and have not come back; the last time where it was several. */
const removedWorkersOf = memoizeByReference((findings: ObservedFindings): RemovedWorkers | undefined => {
  const levels = workerLevelsIn(findings)
  const drop = levels.findLastIndex(({ count }, index) => index > 0 && count < (levels[index - 1]?.count ?? 0))
  const first = levels[drop]
  const last = levels.at(-1)
  if (first === undefined || last === undefined) return undefined
  const stood = levels
    .slice(0, drop)
    .filter(({ from, to }) => to >= first.from - stoodWithinInMs && lasted({ from, to }))
  const before = Math.max(0, ...stood.map(({ count }) => count))
  // Those that were asked for again are on their way.
  const isBack = (workersNowOf(findings) ?? 0) >= before
  return last.count >= before || isBack ? undefined : { before, now: last.count, at: first.from }
})

const lasted = ({ from, to }: Pick<WorkerLevel, 'from' | 'to'>): boolean => to - from >= minStoodInMs

/** Workers went away right before the trouble began. */
export const removedBeforeOnset = (findings: ObservedFindings): RemovedWorkers | undefined => {
  const removed = removedWorkersOf(findings)
  return removed !== undefined && findings.onsets.some((onset) => isRightBefore(removed.at, onset))
    ? removed
    : undefined
}

const isRightBefore = (at: Instant, onset: Instant): boolean =>
  onset - at <= maxLeadInMs && onset - at >= -toleranceInMs

/** Fewer instances than before, since right before the trouble. */
export const workersRemoved: Indicator = (findings) => {
  const removed = removedBeforeOnset(findings)
  if (removed === undefined) return undefined
  const args = { before: removed.before, now: removed.now, removedAt: removed.at }
  return { text: messageOf('evidence.workers-fewer', args), probe: workersProbeOf(findings), strength: 1 }
}

/** As many instances as before: nobody took any away. */
export const workersKept: Indicator = (findings) => {
  const levels = workerLevelsIn(findings)
  const [first] = levels
  if (first === undefined || findings.since === undefined || levels.some(({ count }) => count !== first.count))
    return undefined
  if (first.from > findings.since - minStoodInMs) return undefined
  return {
    text: messageOf('evidence.workers-kept', { count: first.count }),
    probe: workersProbeOf(findings),
    strength: 1,
  }
}

/** Workers went, and the trouble began long after it: something else made it too much for those that were left. */
export const workersRemovedLongBefore: Indicator = (findings) => {
  const removed = removedWorkersOf(findings)
  if (removed === undefined || findings.since === undefined || findings.since - removed.at <= maxLeadInMs)
    return undefined
  if (removedBeforeOnset(findings) !== undefined) return undefined
  const args = { before: removed.before, now: removed.now, minutes: toMinutes(findings.since - removed.at) }
  return { text: messageOf('evidence.workers-fewer-long', args), probe: workersProbeOf(findings), strength: 1 }
}

const scaleChangeBefore = ({ findings, onsets }: ObservedFindings): ChangeFinding | undefined =>
  findingsOfKind({ findings }, 'change').findLast(
    ({ of, change, status, at }) =>
      of === 'plan' && change === 'scale' && status !== 'failed' && onsets.some((onset) => isRightBefore(at, onset)),
  )

/** Somebody, or autoscale, changed the plan right before. */
export const planScaledBeforeOnset: Indicator = (findings) => {
  const change = scaleChangeBefore(findings)
  if (change === undefined) return undefined
  const { at: changedAt, by } = change
  const text =
    by === undefined
      ? messageOf('evidence.plan-scaled', { changedAt })
      : messageOf('evidence.plan-scaled-by', { changedAt, by })
  return { text, probe: probeOfFinding(findings, change), strength: 1 }
}

/** Ours: half the cores make it twice; noise and neighbours less than half as much again. */
const minTimesPerWork = 1.5

/**
 * The plan was changed, and the same work takes a far larger share of each machine: they are smaller. What they were is
 * written nowhere that can be read. Every machine is another one then, as far as their names tell; a plan with no other
 * app on it has nobody else who could take that share.
 */
export const workersSmaller: Indicator = (findings) => {
  const change = scaleChangeBefore(findings)
  if (change === undefined || splitFindingOf(findings) === undefined) return undefined
  if (!isEveryWorkerNew(findings) && !isAloneOnPlan(findings)) return undefined
  const share = metricLevelOf(findings, 'plan', 'CpuPercentage')
  const seconds = levelPerInstanceOf(findings, 'app', 'CpuTime')
  if (share?.before === undefined || seconds?.before === undefined || share.before < 5 || seconds.before < 1)
    return undefined
  const times = share.now / Math.max(seconds.now, 0.1) / (share.before / seconds.before)
  if (times < minTimesPerWork) return undefined
  const args = { changedAt: change.at, times: roundAmount(times) }
  return { text: messageOf('evidence.workers-smaller', args), probe: share.probe, strength: 1 }
}

const isAloneOnPlan = (findings: ObservedFindings): boolean =>
  stateFindingsOf(findings, 'plan')[0]?.properties.apps === 1

const isEveryWorkerNew = (findings: ObservedFindings): boolean => {
  const { workers = [] } = seenWorkersOf(findings) ?? {}
  const { since } = findings
  const now = workers.filter((one) => !hasLeft(findings, one))
  if (since === undefined || now.length === workers.length) return false
  return now.every(({ from }) => from >= since - maxLeadInMs - toleranceInMs)
}

/** Each of those that are left has more to do. */
export const moreRequestsEach: Indicator = (findings) => {
  const level = levelPerInstanceOf(findings, 'app', 'Requests')
  if (level?.before === undefined || level.before < 5 || level.now < 1.2 * level.before) return undefined
  const args = { before: roundAmount(level.before), now: roundAmount(level.now) }
  return { text: messageOf('evidence.requests-each', args), probe: level.probe, strength: 1 }
}
