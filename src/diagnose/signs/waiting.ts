import { phrase } from '../../incident/phrase.ts'
import { climbOf } from '../climb.ts'
import { amount, beforeAndNow, keyFor } from '../figures.ts'
import { type Level, levelOf, timesOf } from '../level.ts'
import { metricOf, probeOf } from '../seen.ts'
import { known, overall } from '../series.ts'
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

/** Threads are as many as ever: nothing waits on a thread of its own. */
export const threadsFlat: Sign = (seen) => flat(seen, 'Threads', 1.2)

/** So are connections: the app does not wait for others in large numbers. */
export const connectionsFlat: Sign = (seen) => flat(seen, 'AppConnections', 1.3)

/** Azure gave no connections, as on Linux: who waits for whom can't be told. */
export const connectionsUnseen: Sign = (seen) =>
  levelOf(seen, 'app', 'AppConnections') === undefined
    ? { text: phrase('evidence.connections-unseen'), probe: 'app-metrics', strength: 1 }
    : undefined

/** Ours: a process that waits for a slow dependency holds some more threads; three times as many are a pool that is fed one by one. */
const manyThreads = 3
/** Ours: fewer are enough where they are seen to climb. */
const climbingThreads = 1.6

/**
 * Threads went up and up: the pool adds one or two a second while all of them wait (Microsoft on .NET's thread pool),
 * which takes minutes to add up to hundreds.
 */
export const threadsClimbed: Sign = (seen) => {
  const finding = metricOf(seen, 'app', 'Threads')
  const level = levelOf(seen, 'app', 'Threads')
  const times = level === undefined ? undefined : timesOf(level, 5)
  if (finding === undefined || level === undefined || times === undefined) return undefined
  const climbs = finding.series.filter(({ points }) => climbOf(known(points)) !== undefined).length
  const isClimb = climbs * 2 > finding.series.length || climbOf(overall(finding)) !== undefined
  if (times < (isClimb ? climbingThreads : manyThreads)) return undefined
  const text = phrase(keyFor('evidence.threads-climbed', level), beforeAndNow(level, amount))
  return { text, probe: probeOf(seen, finding), strength: isClimb && times >= manyThreads ? 1 : 0.7 }
}

const keys = {
  Threads: { up: 'evidence.threads', flat: 'evidence.threads-flat' },
  AppConnections: { up: 'evidence.connections', flat: 'evidence.connections-flat' },
} as const

const risen = (seen: Seen, metric: keyof typeof keys, times: number): Said | undefined => {
  const level = levelOf(seen, 'app', metric)
  return level !== undefined && (timesOf(level, 5) ?? 0) >= times ? saidOf(keys[metric].up, level) : undefined
}

const flat = (seen: Seen, metric: keyof typeof keys, times: number): Said | undefined => {
  const level = levelOf(seen, 'app', metric)
  const rose = level === undefined ? undefined : timesOf(level, 5)
  return level !== undefined && rose !== undefined && rose <= times ? saidOf(keys[metric].flat, level) : undefined
}

const saidOf = (key: string, level: Level): Said => ({
  text: phrase(keyFor(key, level), beforeAndNow(level, amount)),
  probe: level.probe,
  strength: 1,
})
