import { phrase } from '../../incident/phrase.ts'
import { amount, beforeAndNow, keyFor } from '../figures.ts'
import { type Level, levelOf, timesOf } from '../level.ts'
import type { Seen } from '../types.ts'
import type { Said, Sign } from '../weighing.ts'

/** Microsoft's baseline alert: a plan's HttpQueueLength above 100. */
const queueIsLong = 100

/** Requests wait: in the app's queue three times as many and ten more than before (ours), or past Microsoft's 100. */
export const queueGrew: Sign = (seen) => {
  const levels = [levelOf(seen, 'app', 'RequestsInApplicationQueue'), levelOf(seen, 'plan', 'HttpQueueLength')]
  const long = levels.find((level) => level !== undefined && isLong(level))
  return long && saidOf('evidence.queue', long)
}

const isLong = (level: Level): boolean =>
  level.now > queueIsLong || ((timesOf(level, 1) ?? 0) >= 3 && level.now - (level.before ?? 0) >= 10)

/** Threads that wait for an answer add up: a third more than before (ours). */
export const moreThreads: Sign = (seen) => risen(seen, 'Threads', 1.33)

/** So do open connections: half as many again (ours). */
export const moreConnections: Sign = (seen) => risen(seen, 'AppConnections', 1.5)

const keys = { Threads: 'evidence.threads', AppConnections: 'evidence.connections' } as const

const risen = (seen: Seen, metric: keyof typeof keys, times: number): Said | undefined => {
  const level = levelOf(seen, 'app', metric)
  return level !== undefined && (timesOf(level, 5) ?? 0) >= times ? saidOf(keys[metric], level) : undefined
}

const saidOf = (key: string, level: Level): Said => ({
  text: phrase(keyFor(key, level), beforeAndNow(level, amount)),
  probe: level.probe,
  strength: 1,
})
