import { phrase } from '../../incident/phrase.ts'
import { amount, beforeAndNow } from '../figures.ts'
import { levelOf } from '../level.ts'
import type { Sign } from '../weighing.ts'

/** Ours: a process at work uses a fraction of its usual CPU only where it has stopped working. */
const leastFall = 1 / 3

/** The app uses next to no CPU while it used to: it does not work at all. */
export const cpuTimeGone: Sign = (seen) => {
  const level = levelOf(seen, 'app', 'CpuTime')
  if (level?.before === undefined || level.before < 1 || level.now > level.before * leastFall) return undefined
  const text = phrase('evidence.cpu-time-gone', beforeAndNow(level, amount))
  return { text, probe: level.probe, strength: level.now <= level.before / 6 ? 1 : 0.7 }
}
