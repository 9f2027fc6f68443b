import { messageOf } from '../../i18n/message.ts'
import { baselineFindingsOf, metricFindingOf } from '../../incident/read-findings.ts'
import { combineInstances, medianOf, valuesOfPoints } from '../../series/known-points.ts'
import type { Indicator } from '../cause-model.ts'
import { baselineWord, beforeAndNowArgs, comparisonKey, roundAmount, roundPercent } from '../message-figures.ts'
import { metricLevelOf } from '../metric-level.ts'
import { probeOfFinding } from '../observed-findings.ts'
import { usualLevelsOf } from '../usual-level.ts'
import { memoryFullPercent } from './memory-growth.ts'

/** Ours: Microsoft's 90 % moves by a point or two with the load; under this it is not full. */
const nearlyFullPercent = memoryFullPercent - 3
/** Ours: a climb of this many points within the hour is a climb, not a level. */
const maxRiseInPoints = 8
const minPoints = 10
/** Ours: from here on little more fills it: a plan that stood here all along had no room for what came. */
const tightPercent = 80

/** The plan's memory was full all the window long: nothing in this hour filled it. */
export const memoryFullAllAlong: Indicator = (findings) => {
  const finding = metricFindingOf(findings, 'plan', 'MemoryPercentage')
  if (finding === undefined) return undefined
  const values = valuesOfPoints(combineInstances(finding))
  const [first, last] = [medianOf(values.slice(0, 10)), medianOf(values.slice(-10))]
  if (values.length < minPoints || first === undefined || last === undefined) return undefined
  const isLevel =
    first > nearlyFullPercent ? last - first <= maxRiseInPoints : first > tightPercent && isLevelNow(values)
  if (last <= nearlyFullPercent || !isLevel) return undefined
  const strength = last > memoryFullPercent ? 1 : 0.7
  return {
    text: messageOf('evidence.memory-full', { before: roundPercent(first), now: roundPercent(last) }),
    probe: probeOfFinding(findings, finding),
    strength,
  }
}

/** What stepped up and stands since is no climb. */
const isLevelNow = (values: readonly number[]): boolean =>
  Math.abs((medianOf(values.slice(-5)) ?? 0) - (medianOf(values.slice(-10, -5)) ?? 0)) <= 1

/** Ours: it filled within two grains of the look back; a leak takes longer, unless it takes minutes, which is seen by minutes. */
const maxGrainsOfStep = 2

/** The plan's memory stepped up from room to full, and stands there since: what came does not fit. */
export const memorySteppedUp: Indicator = (findings) => {
  const finding = baselineFindingsOf(findings, 'plan', 'MemoryPercentage').find(
    ({ baseline }) => baseline === 'look-back',
  )
  const byMinutes = metricFindingOf(findings, 'plan', 'MemoryPercentage')
  if (finding === undefined || byMinutes === undefined || !isLevelNow(valuesOfPoints(combineInstances(byMinutes))))
    return undefined
  const points = combineInstances(finding)
  const first = points.findLastIndex(([, value]) => value <= memoryFullPercent) + 1
  const before = points[first - 1 - maxGrainsOfStep]?.[1]
  const [at, now] = points[first] ?? []
  if (at === undefined || now === undefined || before === undefined || before > tightPercent) return undefined
  const text = messageOf('evidence.memory-stepped', {
    startAt: at,
    before: roundPercent(before),
    now: roundPercent(now),
  })
  return { text, probe: probeOfFinding(findings, finding), strength: 1 }
}

/** It was so in the hours before, or at this hour on another day: the plan is too small for what lives on it. */
export const memoryFullBefore: Indicator = (findings) => {
  const usuals = usualLevelsOf(findings, 'plan', 'MemoryPercentage').filter(({ baseline }) => baseline !== 'last-week')
  const full = usuals.filter(({ value }) => value > tightPercent)
  const [first] = full
  if (first === undefined) return undefined
  const args = { baseline: baselineWord(first.baseline), before: roundPercent(first.value) }
  const text = messageOf('evidence.memory-full-before', args)
  return { text, probe: probeOfFinding(findings, first.finding), strength: full.length === usuals.length ? 1 : 0.6 }
}

/** It was not: it filled today. */
export const memoryHadHeadroom: Indicator = (findings) => {
  const usuals = usualLevelsOf(findings, 'plan', 'MemoryPercentage').filter(({ baseline }) => baseline !== 'last-week')
  const [first] = usuals
  if (first === undefined || usuals.some(({ value }) => value > tightPercent)) return undefined
  const args = { baseline: baselineWord(first.baseline), before: roundPercent(first.value) }
  return {
    text: messageOf('evidence.memory-had-room', args),
    probe: probeOfFinding(findings, first.finding),
    strength: 1,
  }
}

/** The plan's memory has room now: what fills is told by where it is, not by where it was. */
export const memoryHasRoom: Indicator = (findings) => {
  const finding = metricFindingOf(findings, 'plan', 'MemoryPercentage')
  const now = finding && medianOf(valuesOfPoints(combineInstances(finding)).slice(-10))
  if (finding === undefined || now === undefined || now > nearlyFullPercent - 2) return undefined
  return {
    text: messageOf('evidence.memory-has-room', { now: roundPercent(now) }),
    probe: probeOfFinding(findings, finding),
    strength: 1,
  }
}

/** Ours: a disk with several requests waiting is one that memory is paged to, on a worker that serves from memory. */
const minLongDiskQueueRequests = 3

/** Reads and writes wait for the disk, as they do when memory is paged out. */
export const diskQueueLong: Indicator = (findings) => {
  const level = metricLevelOf(findings, 'plan', 'DiskQueueLength')
  if (level === undefined || level.now < minLongDiskQueueRequests) return undefined
  const text = messageOf(comparisonKey('evidence.disk-queue', level), beforeAndNowArgs(level, roundAmount))
  return { text, probe: level.probe, strength: 1 }
}
