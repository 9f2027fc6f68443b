import { messageOf } from '../../i18n/message.ts'
import { metricFindingOf } from '../../incident/read-findings.ts'
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

/** The plan's memory was full all the window long: nothing in this hour filled it. */
export const memoryFullAllAlong: Indicator = (findings) => {
  const finding = metricFindingOf(findings, 'plan', 'MemoryPercentage')
  if (finding === undefined) return undefined
  const values = valuesOfPoints(combineInstances(finding))
  const [first, last] = [medianOf(values.slice(0, 10)), medianOf(values.slice(-10))]
  if (values.length < minPoints || first === undefined || last === undefined) return undefined
  const middle = medianOf(values) ?? 0
  if (middle <= nearlyFullPercent || first <= nearlyFullPercent || last - first > maxRiseInPoints) return undefined
  const strength = middle > memoryFullPercent ? 1 : 0.7
  return {
    text: messageOf('evidence.memory-full', { now: roundPercent(middle) }),
    probe: probeOfFinding(findings, finding),
    strength,
  }
}

/** It was so in the hours before, or at this hour on another day: the plan is too small for what lives on it. */
export const memoryFullBefore: Indicator = (findings) => {
  const usuals = usualLevelsOf(findings, 'plan', 'MemoryPercentage').filter(({ baseline }) => baseline !== 'last-week')
  const full = usuals.filter(({ value }) => value > nearlyFullPercent - 2)
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
  if (first === undefined || usuals.some(({ value }) => value > nearlyFullPercent - 5)) return undefined
  const args = { baseline: baselineWord(first.baseline), before: roundPercent(first.value) }
  return {
    text: messageOf('evidence.memory-had-room', args),
    probe: probeOfFinding(findings, first.finding),
    strength: 1,
  }
}

/** The plan's memory has room now and had it all along. */
export const memoryHasRoom: Indicator = (findings) => {
  const finding = metricFindingOf(findings, 'plan', 'MemoryPercentage')
  const middle = finding && medianOf(valuesOfPoints(combineInstances(finding)))
  if (finding === undefined || middle === undefined || middle > nearlyFullPercent - 2) return undefined
  return {
    text: messageOf('evidence.memory-has-room', { now: roundPercent(middle) }),
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
