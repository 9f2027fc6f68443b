import { phrase } from '../../incident/phrase.ts'
import { amount, percent, wordOf } from '../figures.ts'
import { levelOf } from '../level.ts'
import { probeOf } from '../seen.ts'
import type { Seen } from '../types.ts'
import { sameHourOf, type Usual, usualsOf } from '../usual.ts'
import type { Sign } from '../weighing.ts'
import { cpuHighEverywhere } from './cpu.ts'

/** Ours: days differ by a third without anything being the matter; half as much again is more than usual. */
const more = 1.5
/** Ours: within this many points it is the same CPU as on other days. */
const sameCpu = 8

const leastOver = (usuals: readonly Usual[]): Usual | undefined => usuals.toSorted((a, b) => b.value - a.value)[0]

/** More requests than at this hour yesterday and last week. */
export const requestsAboveUsual: Sign = (seen) => {
  const level = levelOf(seen, 'app', 'Requests')
  const usual = leastOver(sameHourOf(seen, 'app', 'Requests'))
  if (level === undefined || usual === undefined || usual.value < 5 || level.now < more * usual.value) return undefined
  const args = { times: amount(level.now / usual.value), baseline: wordOf(usual.baseline) }
  return { text: phrase('evidence.requests-above-usual', args), probe: probeOf(seen, usual.finding), strength: 1 }
}

/** As many requests as at this hour on another day: no more is asked of the app than usual. */
export const requestsAsUsual: Sign = (seen) => {
  const level = levelOf(seen, 'app', 'Requests')
  const usual = leastOver(sameHourOf(seen, 'app', 'Requests'))
  if (level === undefined || usual === undefined || usual.value < 5) return undefined
  const times = level.now / usual.value
  if (times > 1.25 || times < 0.75) return undefined
  const args = { baseline: wordOf(usual.baseline) }
  return { text: phrase('evidence.requests-as-usual', args), probe: probeOf(seen, usual.finding), strength: 1 }
}

/** The plan's CPU is as high at this hour every day: it may be tight, but it is not what changed. */
export const cpuHighAsUsual: Sign = (seen) => {
  const level = levelOf(seen, 'plan', 'CpuPercentage')
  const usual = highestUsual(seen)
  if (level === undefined || usual === undefined || cpuHighEverywhere(seen) === undefined) return undefined
  if (level.now - usual.value > sameCpu) return undefined
  const args = { baseline: wordOf(usual.baseline), before: percent(usual.value), now: percent(level.now) }
  return { text: phrase('evidence.cpu-as-usual', args), probe: probeOf(seen, usual.finding), strength: 1 }
}

const highestUsual = (seen: Seen): Usual | undefined => leastOver(usualsOf(seen, 'plan', 'CpuPercentage'))
