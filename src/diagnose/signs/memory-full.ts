import { phrase } from '../../incident/phrase.ts'
import { amount, beforeAndNow, keyFor, percent, wordOf } from '../figures.ts'
import { levelOf } from '../level.ts'
import { metricOf, probeOf } from '../seen.ts'
import { median, overall, valuesOf } from '../series.ts'
import { usualsOf } from '../usual.ts'
import type { Sign } from '../weighing.ts'
import { memoryFull } from './memory.ts'

/** Ours: Microsoft's 90 % moves by a point or two with the load; under this it is not full. */
const nearlyFull = memoryFull - 3
/** Ours: a climb of this many points within the hour is a climb, not a level. */
const mostRise = 8
const fewestPoints = 10

/** The plan's memory was full all the window long: nothing in this hour filled it. */
export const memoryFullAllAlong: Sign = (seen) => {
  const finding = metricOf(seen, 'plan', 'MemoryPercentage')
  if (finding === undefined) return undefined
  const values = valuesOf(overall(finding))
  const [first, last] = [median(values.slice(0, 10)), median(values.slice(-10))]
  if (values.length < fewestPoints || first === undefined || last === undefined) return undefined
  const middle = median(values) ?? 0
  if (middle <= nearlyFull || first <= nearlyFull || last - first > mostRise) return undefined
  const strength = middle > memoryFull ? 1 : 0.7
  return { text: phrase('evidence.memory-full', { now: percent(middle) }), probe: probeOf(seen, finding), strength }
}

/** It was so in the hours before, or at this hour on another day: the plan is too small for what lives on it. */
export const memoryFullBefore: Sign = (seen) => {
  const usuals = usualsOf(seen, 'plan', 'MemoryPercentage').filter(({ baseline }) => baseline !== 'last-week')
  const full = usuals.filter(({ value }) => value > nearlyFull - 2)
  const [first] = full
  if (first === undefined) return undefined
  const args = { baseline: wordOf(first.baseline), before: percent(first.value) }
  const text = phrase('evidence.memory-full-before', args)
  return { text, probe: probeOf(seen, first.finding), strength: full.length === usuals.length ? 1 : 0.6 }
}

/** It was not: it filled today. */
export const memoryHadRoom: Sign = (seen) => {
  const usuals = usualsOf(seen, 'plan', 'MemoryPercentage').filter(({ baseline }) => baseline !== 'last-week')
  const [first] = usuals
  if (first === undefined || usuals.some(({ value }) => value > nearlyFull - 5)) return undefined
  const args = { baseline: wordOf(first.baseline), before: percent(first.value) }
  return { text: phrase('evidence.memory-had-room', args), probe: probeOf(seen, first.finding), strength: 1 }
}

/** The plan's memory has room now and had it all along. */
export const memoryHasRoom: Sign = (seen) => {
  const finding = metricOf(seen, 'plan', 'MemoryPercentage')
  const middle = finding && median(valuesOf(overall(finding)))
  if (finding === undefined || middle === undefined || middle > nearlyFull - 2) return undefined
  return {
    text: phrase('evidence.memory-has-room', { now: percent(middle) }),
    probe: probeOf(seen, finding),
    strength: 1,
  }
}

/** Ours: a disk with several requests waiting is one that memory is paged to, on a worker that serves from memory. */
const longDiskQueue = 3

/** Reads and writes wait for the disk, as they do when memory is paged out. */
export const diskQueues: Sign = (seen) => {
  const level = levelOf(seen, 'plan', 'DiskQueueLength')
  if (level === undefined || level.now < longDiskQueue) return undefined
  const text = phrase(keyFor('evidence.disk-queue', level), beforeAndNow(level, amount))
  return { text, probe: level.probe, strength: 1 }
}
