import { phrase } from '../../incident/phrase.ts'
import { amount, beforeAndNow, keyFor, percent } from '../figures.ts'
import { type Level, levelOf, levelsOf, timesOf } from '../level.ts'
import type { Seen } from '../types.ts'
import type { Said, Sign } from '../weighing.ts'

/** Ours: from here on requests queue for CPU; it is unmistakable at 90 %. */
const high = 80
/** Ours: under this no request waits for CPU. */
const ordinary = 70

/** CPU of the plan, every instance of it: the lowest must be high for the plan to be saturated. */
export const cpuHighEverywhere: Sign = (seen) => {
  const level = levelOf(seen, 'plan', 'CpuPercentage')
  const lowest = Math.min(...instancesNow(seen))
  if (level === undefined || lowest < high) return undefined
  const args = { ...beforeAndNow(level, percent), lowest: percent(lowest) }
  return { text: phrase(keyFor('evidence.cpu-high', level), args), probe: level.probe, strength: clarity(lowest) }
}

const clarity = (lowest: number): number => Math.min(1, (lowest - 70) / 20)

/** No instance is short of CPU; where the plan was not seen, the app uses no more CPU than before. */
export const cpuOrdinary: Sign = (seen) => {
  const level = levelOf(seen, 'plan', 'CpuPercentage')
  if (level === undefined) return cpuTimeFlat(seen, 0.7)
  const highest = Math.max(...instancesNow(seen))
  if (highest > ordinary) return undefined
  const args = { ...beforeAndNow(level, percent), highest: percent(highest) }
  return {
    text: phrase(keyFor('evidence.cpu-ordinary', level), args),
    probe: level.probe,
    strength: highest <= 50 ? 1 : 0.7,
  }
}

/** The app itself burns half as much again as before (ours), so that it is not only a neighbour on the plan. */
export const cpuTimeUp: Sign = (seen) => {
  const level = levelOf(seen, 'app', 'CpuTime')
  return level !== undefined && (timesOf(level, 1) ?? 0) >= 1.5 ? saidOf('evidence.cpu-time', level, 1) : undefined
}

/** The plan is short of CPU while this app uses what it always did: a neighbour on the plan. */
export const cpuBurntElsewhere: Sign = (seen) => (cpuHighEverywhere(seen) ? cpuTimeFlat(seen, 1) : undefined)

const cpuTimeFlat = (seen: Seen, strength: number): Said | undefined => {
  const level = levelOf(seen, 'app', 'CpuTime')
  const times = level === undefined ? undefined : timesOf(level, 1)
  return level !== undefined && times !== undefined && times <= 1.3
    ? saidOf('evidence.cpu-time-flat', level, strength)
    : undefined
}

/** CPU now by instance; of the plan as a whole where it does not split. */
const instancesNow = (seen: Seen): readonly number[] => {
  const split = levelsOf(seen, 'plan', 'CpuPercentage').map(({ now }) => now)
  return split.length > 0 ? split : [levelOf(seen, 'plan', 'CpuPercentage')?.now ?? 0]
}

const saidOf = (key: string, level: Level, strength: number): Said => ({
  text: phrase(keyFor(key, level), beforeAndNow(level, amount)),
  probe: level.probe,
  strength,
})
