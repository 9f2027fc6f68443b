import { phrase } from '../../incident/phrase.ts'
import { amount, beforeAndNow } from '../figures.ts'
import { type InstanceLevel, levelOf, levelsOf } from '../level.ts'
import type { Seen } from '../types.ts'
import type { Sign } from '../weighing.ts'

/** Ours: a process at work uses a fraction of its usual CPU only where it has stopped working. */
const leastFall = 1 / 3
/** Ours: fewer requests a minute than this come and go by chance. */
const fewestRequests = 5

/** The app uses next to no CPU while it used to: it does not work at all. */
export const cpuTimeGone: Sign = (seen) => {
  const level = levelOf(seen, 'app', 'CpuTime')
  if (level?.before === undefined || level.before < 1 || level.now > level.before * leastFall) return undefined
  const text = phrase('evidence.cpu-time-gone', beforeAndNow(level, amount))
  return { text, probe: level.probe, strength: level.now <= level.before / 6 ? 1 : 0.7 }
}

/** Most instances, and two at least, complete nothing any more: one alone is a bad instance. */
export const instancesStalled: Sign = (seen) => {
  const levels = levelsOf(seen, 'app', 'Requests')
  const stalled = levels.filter(isStalled)
  const [first] = stalled
  if (first === undefined || stalled.length < 2 || stalled.length * 2 < levels.length) return undefined
  const text = phrase('evidence.instances-stalled', { count: stalled.length, of: levels.length })
  return { text, probe: first.probe, strength: isWaitedFor(seen, stalled) ? 1 : 0.7 }
}

const isStalled = ({ before, now }: InstanceLevel): boolean =>
  before !== undefined && before >= fewestRequests && now <= before / 10

/** Their queues are not empty: requests come, and nobody takes them. */
const isWaitedFor = (seen: Seen, stalled: readonly InstanceLevel[]): boolean => {
  const queues = levelsOf(seen, 'app', 'RequestsInApplicationQueue')
  return stalled.some(({ instance }) => (queues.find((queue) => queue.instance === instance)?.now ?? 0) >= 10)
}
